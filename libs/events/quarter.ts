import type { Instant } from '@ledgerdesk/kernel';
import { defineEvent, type EventOf } from './definition.js';

/** A calendar quarter of a team, in UTC: `2026-Q4`. */
interface QuarterKey {
  teamId: string;
  quarter: string;
}
/** `memberId` is the member who scheduled it. */
interface SessionKey extends QuarterKey {
  sessionId: string;
  memberId: string;
  consultantId: string;
}

/** How often a team used a feature in the quarter. */
export interface FeatureUsage {
  readonly feature: string;
  readonly count: number;
}

export type RootCauseSessionScheduled = EventOf<
  'RootCauseSessionScheduled',
  SessionKey & { startsAt: Instant; endsAt: Instant }
>;
export type RootCauseSessionHeld = EventOf<'RootCauseSessionHeld', SessionKey>;
/** Another can be scheduled in the same quarter. */
export type RootCauseSessionCancelled = EventOf<'RootCauseSessionCancelled', SessionKey>;
/** `count` replaces the previous count of the feature. */
export type FeatureUsageRecorded = EventOf<'FeatureUsageRecorded', QuarterKey & FeatureUsage>;
export type FeatureDigestSent = EventOf<
  'FeatureDigestSent',
  QuarterKey & {
    /** Q2: the three least used features of the products that the team uses, least used first. */
    features: readonly FeatureUsage[];
    /** Q1, C5: ids of all active admins at that time who are no Champions. */
    recipients: readonly string[];
  }
>;
export type QuarterEvent =
  | RootCauseSessionScheduled
  | RootCauseSessionHeld
  | RootCauseSessionCancelled
  | FeatureUsageRecorded
  | FeatureDigestSent;

const key = { teamId: 'acme', quarter: '2026-Q4' };
const session = { ...key, sessionId: 'ses-1', memberId: 'aiko', consultantId: 'kenji' };

export const quarterEvents = [
  defineEvent<RootCauseSessionScheduled>('RootCauseSessionScheduled', {
    sample: { ...session, startsAt: '2026-12-08T01:00:00.000Z', endsAt: '2026-12-08T02:00:00.000Z' },
  }),
  defineEvent<RootCauseSessionHeld>('RootCauseSessionHeld', { sample: session }),
  defineEvent<RootCauseSessionCancelled>('RootCauseSessionCancelled', { sample: session }),
  defineEvent<FeatureUsageRecorded>('FeatureUsageRecorded', {
    sample: { ...key, feature: 'file-requests', count: 12 },
  }),
  defineEvent<FeatureDigestSent>('FeatureDigestSent', {
    sample: { ...key, features: [{ feature: 'file-requests', count: 0 }], recipients: ['aiko'] },
  }),
];
