import {
  billingAt,
  refusalText,
  type SeatOffer,
  scheduledTerms,
  type Team,
  type TextLanguage,
  type Texts,
} from '@ledgerdesk/domain';
import type { Instant } from '@ledgerdesk/kernel';

/** The seats of a team at an instant. */
export const toSeats = (team: Team, at: Instant) => ({
  teamId: team.teamId,
  seats: billingAt(team, at).seats,
  scheduledBilling: scheduledTerms(team, at),
});

/** P8: the seats of a team, and whether the caller may change them. */
export const toSeatOffer = (
  teamId: string,
  { seats, scheduled, refusal }: SeatOffer,
  texts: Texts,
  language: TextLanguage,
) => ({
  teamId,
  seats,
  scheduledBilling: scheduled,
  allowed: refusal === undefined,
  refused:
    refusal === undefined
      ? null
      : { code: refusal.code, rule: refusal.rule ?? null, detail: refusalText(refusal, language, texts) },
});
