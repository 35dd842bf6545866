import type { Instant } from '@ledgerdesk/kernel';
import { defineEvent, type EventOf, type Upcaster } from './definition.js';
import type { CancellationReason } from './value-types.js';

/** A calendar quarter of a team, in UTC: `2026-Q4`. */
interface QuarterKey {
  /** Id of the team. */
  teamId: string;
  /** Calendar quarter in UTC: `2026-Q4`. */
  quarter: string;
}
/** Fields of every event of a root-cause session. */
interface SessionKey extends QuarterKey {
  /** Id of the session. */
  sessionId: string;
  /** Id of the member who scheduled it. */
  memberId: string;
  /** Id of the consultant. */
  consultantId: string;
}

/** How often a team used a feature in the quarter. */
export interface FeatureUsage {
  /** Name of the feature. */
  readonly feature: string;
  /**
   * Number of uses in the quarter so far.
   * @asType integer
   */
  readonly count: number;
}

/** A root-cause session was scheduled. */
export type RootCauseSessionScheduled = EventOf<
  'RootCauseSessionScheduled',
  SessionKey & {
    /** When it starts. */
    startsAt: Instant;
    /** When it ends. */
    endsAt: Instant;
  }
>;
/** The session took place. */
export type RootCauseSessionHeld = EventOf<'RootCauseSessionHeld', SessionKey>;
/** The session was cancelled. Another can be scheduled in the same quarter. */
export type RootCauseSessionCancelled = EventOf<
  'RootCauseSessionCancelled',
  SessionKey & {
    /** Why it was cancelled. */
    reason: CancellationReason;
  }
>;
/** A team's usage of a feature was recorded. The count replaces the previous one. */
export type FeatureUsageRecorded = EventOf<'FeatureUsageRecorded', QuarterKey & FeatureUsage>;
/** The digest of a quarter was composed. `DigestMailed` and `DigestNotMailed` record the outcome of its mails. */
export type FeatureDigestSent = EventOf<
  'FeatureDigestSent',
  QuarterKey & {
    /** Q2: the three least used features of the products that the team uses, least used first. */
    features: readonly FeatureUsage[];
    /** Q1, C5: ids of all active admins at that time who are no Champions: whom the digest is addressed to. */
    recipients: readonly string[];
  }
>;
/**
 * Why a digest was not mailed: `late`: it could not be sent in time; `past`: it was recorded long after it occurred, as
 * in an import; `mail-off`: no mail server is configured; `undeliverable`: the mail server refused it or was not
 * reachable; `few-features`: the products in use have fewer than three. The others are found when the mail is sent: the
 * member has left, has no admin role, is a Champion or has no address, or the team has no active add-on.
 */
export const DIGEST_NOT_MAILED_REASONS = [
  'late',
  'past',
  'mail-off',
  'member-left',
  'not-admin',
  'champion',
  'no-add-on',
  'no-address',
  'undeliverable',
  'few-features',
] as const;
export type DigestNotMailedReason = (typeof DIGEST_NOT_MAILED_REASONS)[number];

/** The mail server accepted the digest's mails to these members. */
export type DigestMailed = EventOf<
  'DigestMailed',
  QuarterKey & {
    /** Ids of these members. */
    memberIds: readonly string[];
  }
>;
/** The digest was not mailed to these members. A mail that an operator retries may still be sent. */
export type DigestNotMailed = EventOf<
  'DigestNotMailed',
  QuarterKey & {
    /** Ids of these members. */
    memberIds: readonly string[];
    /** Why the digest was not mailed. */
    reason: DigestNotMailedReason;
  }
>;
export type QuarterEvent =
  | RootCauseSessionScheduled
  | RootCauseSessionHeld
  | RootCauseSessionCancelled
  | FeatureUsageRecorded
  | FeatureDigestSent
  | DigestMailed
  | DigestNotMailed;

/** Version 1 was recorded on request only. */
const withReason: Upcaster = (data) => ({ ...data, reason: 'requested' });

const key = { teamId: 'acme', quarter: '2026-Q4' };
const session = { ...key, sessionId: 'ses-1', memberId: 'aiko', consultantId: 'kenji' };

export const quarterEvents = [
  defineEvent<RootCauseSessionScheduled>('RootCauseSessionScheduled', {
    sample: { ...session, startsAt: '2026-12-08T01:00:00.000Z', endsAt: '2026-12-08T02:00:00.000Z' },
  }),
  defineEvent<RootCauseSessionHeld>('RootCauseSessionHeld', { sample: session }),
  defineEvent<RootCauseSessionCancelled>('RootCauseSessionCancelled', {
    version: 2,
    upcasters: [withReason],
    sample: { ...session, reason: 'requested' },
  }),
  defineEvent<FeatureUsageRecorded>('FeatureUsageRecorded', {
    sample: { ...key, feature: 'file-requests', count: 12 },
  }),
  defineEvent<FeatureDigestSent>('FeatureDigestSent', {
    sample: { ...key, features: [{ feature: 'file-requests', count: 0 }], recipients: ['aiko'] },
  }),
  defineEvent<DigestMailed>('DigestMailed', { sample: { ...key, memberIds: ['aiko'] } }),
  defineEvent<DigestNotMailed>('DigestNotMailed', { sample: { ...key, memberIds: ['aiko'], reason: 'late' } }),
];
