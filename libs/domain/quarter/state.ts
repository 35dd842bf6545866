import type { QuarterEvent } from '@ledgerdesk/events';
import type { Instant } from '@ledgerdesk/kernel';
import type { Usage } from '../features.js';
import type { Appointment, AppointmentStatus } from '../programme/appointment.js';
import type { DigestMailOutcome } from './commands.js';

/** Q3: the root-cause session of a quarter. */
export interface RootCauseSession extends Appointment {
  readonly sessionId: string;
}

/** A team's calendar quarter: session, feature usage and digest. */
export interface TeamQuarter {
  /** The session scheduled last. */
  readonly session: RootCauseSession | null;
  /** Sessions that each member has scheduled in the quarter, cancelled ones included. */
  readonly scheduled: Readonly<Record<string, number>>;
  readonly usage: Usage;
  /** Q1: one for each quarter. */
  readonly digestSent: boolean;
  /** What became of the digest's mails, by member. */
  readonly digestMails: Readonly<Record<string, DigestMailOutcome>>;
}

const withMails = (state: TeamQuarter, memberIds: readonly string[], outcome: DigestMailOutcome): TeamQuarter => ({
  ...state,
  digestMails: { ...state.digestMails, ...Object.fromEntries(memberIds.map((memberId) => [memberId, outcome])) },
});

const withStatus = (state: TeamQuarter, status: AppointmentStatus): TeamQuarter => ({
  ...state,
  session: state.session && { ...state.session, status },
});

/** Returns the quarter of a team after an event. */
export const evolve = (state: TeamQuarter, event: QuarterEvent, bookedAt: Instant): TeamQuarter => {
  switch (event.type) {
    case 'RootCauseSessionScheduled': {
      const { sessionId, memberId, consultantId, startsAt, endsAt } = event.data;
      const session = { sessionId, memberId, consultantId, startsAt, endsAt, bookedAt, status: 'booked' } as const;
      const scheduled = { ...state.scheduled, [memberId]: (state.scheduled[memberId] ?? 0) + 1 };
      return { ...state, session, scheduled };
    }
    case 'RootCauseSessionHeld':
      return withStatus(state, 'held');
    case 'RootCauseSessionCancelled':
      return withStatus(state, 'cancelled');
    case 'FeatureUsageRecorded':
      return { ...state, usage: { ...state.usage, [event.data.feature]: event.data.count } };
    case 'FeatureDigestSent':
      return { ...state, digestSent: true };
    case 'DigestMailed':
      return withMails(state, event.data.memberIds, 'mailed');
    case 'DigestNotMailed':
      return withMails(state, event.data.memberIds, event.data.reason);
  }
};
