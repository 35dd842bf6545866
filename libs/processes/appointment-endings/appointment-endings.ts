import {
  executeOrThrow,
  ProgrammeCommandMessage,
  QuarterCommandMessage,
  reactionEnvelope,
} from '@ledgerdesk/application';
import { nextQuarter, quarterOf, quarterStart } from '@ledgerdesk/business-time';
import { APPOINTMENT_AHEAD_MS, type EndConsultations, type EndRootCauseSession } from '@ledgerdesk/domain';
import { type CancellationReason, isLogged, type LoggedEvent } from '@ledgerdesk/events';
import { addMillis, type Instant } from '@ledgerdesk/kernel';
import type { Process } from '@ledgerdesk/runtime';
import type { CommandBus } from '@nestjs/cqrs';

const NAME = 'appointment-endings';
const HANDLES = ['AddOnEnded', 'EditionChanged', 'ChampionNamed', 'ChampionWithdrawn', 'MemberDeactivated'] as const;

type Ending = Omit<EndConsultations, 'at'> | Omit<EndRootCauseSession, 'at'>;

/** Q3: sessions are booked for at most half a year ahead, so a few quarters can have one. */
const endingsOfSessions = (teamId: string, endedAt: Instant, reason: CancellationReason): readonly Ending[] => {
  const latest = addMillis(endedAt, APPOINTMENT_AHEAD_MS);
  const endings: Ending[] = [];
  for (let quarter = quarterOf(endedAt); quarterStart(quarter) <= latest; quarter = nextQuarter(quarter))
    endings.push({ type: 'EndRootCauseSession', teamId, quarter, endedAt, reason });
  return endings;
};

const ofChampion = (
  {
    data: { teamId, memberId },
    occurredAt: endedAt,
  }: LoggedEvent<'ChampionNamed' | 'ChampionWithdrawn' | 'MemberDeactivated'>,
  reason: CancellationReason,
): Ending => ({ type: 'EndConsultations', teamId, source: 'champion', product: null, memberId, endedAt, reason });

const endingsAfter = (event: LoggedEvent<(typeof HANDLES)[number]>): readonly Ending[] => {
  switch (event.type) {
    case 'AddOnEnded': {
      const { teamId, product, endedAt } = event.data;
      const [reason, memberId] = ['add-on-ended', null] as const;
      return [
        { type: 'EndConsultations', teamId, source: 'team', product, memberId, endedAt, reason },
        ...endingsOfSessions(teamId, endedAt, reason),
      ];
    }
    case 'EditionChanged': {
      const { teamId, to, effectiveAt } = event.data;
      return to === 'enhanced' ? [] : endingsOfSessions(teamId, effectiveAt, 'edition-ended');
    }
    case 'ChampionNamed':
      return event.data.addOn === null ? [ofChampion(event, 'add-on-ended')] : [];
    case 'ChampionWithdrawn':
      return [ofChampion(event, 'champion-withdrawn')];
    case 'MemberDeactivated':
      return [ofChampion(event, 'member-left')];
  }
};

/**
 * E4, Q3: cancels appointments whose add-on, edition or Champion's add-on has ended before they take place. The
 * deciders check which these are. The process `appointments` releases the consultants, `appointment-mails` tells the
 * members.
 */
export const appointmentEndings = (commands: CommandBus, tenant: string): Process => ({
  name: NAME,
  handles: HANDLES,
  startFrom: 'start',
  react: async (event) => {
    if (!isLogged(event, HANDLES)) return [];
    const { occurredAt } = event;
    for (const ending of endingsAfter(event)) {
      const parts = ending.type === 'EndRootCauseSession' ? [ending.type, ending.quarter] : [ending.type];
      const envelope = reactionEnvelope(NAME, event, { tenant, occurredAt, parts });
      await (ending.type === 'EndConsultations'
        ? executeOrThrow(commands, new ProgrammeCommandMessage(envelope, ending))
        : executeOrThrow(commands, new QuarterCommandMessage(envelope, ending)));
    }
    return [];
  },
});
