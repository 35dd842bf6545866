import type { DigestNotMailedReason, LoggedEvent } from '@ledgerdesk/events';
import type { Instant } from '@ledgerdesk/kernel';
import { defineProjection } from '../define-projection.js';

/** Q1, Q2: the digest of a team for a quarter. */
export type FeatureDigestReportRow = {
  readonly teamId: string;
  readonly quarter: string;
  /** When it was composed. */
  readonly sentAt: Instant;
  /** Number of admins it was addressed to; may be 0. */
  readonly recipients: number;
  /** Feature ids, least used first. */
  readonly features: readonly string[];
  /** What became of the mails, by recipient. Recipients without an entry: not known, or not yet. */
  readonly mails: Readonly<Record<string, 'mailed' | DigestNotMailedReason>>;
};

const sent = (
  _row: FeatureDigestReportRow | undefined,
  { data: { teamId, quarter, recipients, features }, occurredAt }: LoggedEvent<'FeatureDigestSent'>,
): FeatureDigestReportRow => ({
  teamId,
  quarter,
  sentAt: occurredAt,
  recipients: recipients.length,
  features: features.map(({ feature }) => feature),
  mails: {},
});

const withMails = (
  row: FeatureDigestReportRow | undefined,
  { data }: LoggedEvent<'DigestMailed' | 'DigestNotMailed'>,
): FeatureDigestReportRow | undefined => {
  const outcome = 'reason' in data ? data.reason : 'mailed';
  return row && { ...row, mails: { ...row.mails, ...Object.fromEntries(data.memberIds.map((id) => [id, outcome])) } };
};

/** The digests of all teams and quarters, with the outcome of their mails. */
export const featureDigests = defineProjection({
  name: 'feature-digests',
  version: 2,
  table: { columns: { teamId: 'text', sentAt: 'text' }, indexes: [['teamId', 'sentAt'], ['sentAt']] },
  keysOf: ({ data: { teamId, quarter } }) => [`${teamId}.${quarter}`],
  on: { FeatureDigestSent: sent, DigestMailed: withMails, DigestNotMailed: withMails },
});
