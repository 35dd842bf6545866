import type { TeamEvent } from '@ledgerdesk/events';
import { type Decision, type Instant, isRefusal, type Refusal, refuse } from '@ledgerdesk/kernel';
import type { Buyer } from '../add-on/buyer.js';
import { activeMember } from '../member/active-member.js';
import { activeAddOns } from './active-add-ons.js';
import { billingAt, scheduledSeats } from './billing-terms.js';
import type { ChangeSeats, KeepSeats } from './commands.js';
import type { TeamFacts } from './facts.js';
import { outdatedSeatQuote, seatChangeRefusal } from './seat-quote.js';
import type { Team } from './state.js';

/** Changes of seats in one billing period, by who asks for them; `free` ones charge nothing. */
const LIMITS: Readonly<Record<'member' | 'sales', { readonly changes: number; readonly free: number }>> = {
  member: { changes: 500, free: 20 },
  sales: { changes: 2_000, free: 200 },
};

/** P8: nobody fills the stream that later changes need. */
const limitRefusal = (
  { seatChanges }: Team,
  at: Instant,
  kind: 'member' | 'sales',
  isFree: boolean,
): Refusal | undefined => {
  if (!seatChanges || at >= seatChanges.until) return undefined;
  const { changes, free } = LIMITS[kind];
  if (seatChanges.changes < changes && (!isFree || seatChanges.free < free)) return undefined;
  return refuse(
    'conflict',
    'too-many-seat-changes',
    `The seats of this team were changed ${seatChanges.changes} times in this billing period. Contact sales.`,
    { rule: 'P8', details: { changes: seatChanges.changes } },
  );
};

/** The buyer: an active member or one whom billing refuses later, or sales. */
const buyerOf = (memberId: string | null, { member }: TeamFacts): Buyer | Refusal => {
  if (memberId === null) return { kind: 'sales' };
  if (member) return { kind: 'member', member };
  const refusal = activeMember(member);
  return isRefusal(refusal) ? refusal : { kind: 'member', member: refusal };
};

const kindOf = (memberId: string | null) => (memberId === null ? 'sales' : 'member');

/** P8, P9: confirms a quote of seats: more count and are charged at once, fewer count from the renewal. */
export const changeSeats = (
  { quote, memberId, at }: ChangeSeats,
  team: Team,
  facts: TeamFacts,
): Decision<TeamEvent> => {
  const buyer = buyerOf(memberId, facts);
  if (isRefusal(buyer)) return buyer;
  if (team.confirmedSeatQuotes.includes(quote.id)) return [];
  const isIncrease = quote.change === 'increase';
  const refusal =
    outdatedSeatQuote(quote, team, at, buyer, facts) ?? limitRefusal(team, at, kindOf(memberId), !isIncrease);
  if (refusal) return refusal;
  const { id, from, to, periodEndsAt: renewsAt, chargedFrom, lines } = quote;
  const charges = lines.map(({ product, edition, unitPrice, amount }) => ({ product, edition, unitPrice, amount }));
  return [
    {
      type: 'SeatChangeConfirmed',
      data: {
        teamId: team.teamId,
        quote: id,
        from,
        to,
        effectiveAt: isIncrease ? at : renewsAt,
        renewsAt,
        chargedFrom: isIncrease ? chargedFrom : null,
        charges: isIncrease ? charges : [],
      },
    },
  ];
};

/**
 * P12: withdraws a reduction that has not taken effect, which costs nothing. Reductions are limited, and each can be
 * withdrawn.
 */
export const keepSeats = ({ memberId, at }: KeepSeats, team: Team, facts: TeamFacts): Decision<TeamEvent> => {
  const buyer = buyerOf(memberId, facts);
  if (isRefusal(buyer)) return buyer;
  const refusal = seatChangeRefusal(buyer, team, activeAddOns(team, at, facts), facts.policies);
  if (refusal) return refusal;
  if (!scheduledSeats(team, at)) return [];
  return [{ type: 'SeatReductionWithdrawn', data: { teamId: team.teamId, seats: billingAt(team, at).seats } }];
};
