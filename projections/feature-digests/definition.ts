import type { LoggedEvent } from '@ledgerdesk/events';
import type { Instant } from '@ledgerdesk/kernel';
import { defineProjection } from '../define-projection.js';

/** Q1, Q2: the digest that a team received after a quarter. */
export type FeatureDigestReportRow = {
  readonly teamId: string;
  readonly quarter: string;
  readonly sentAt: Instant;
  /** Number of admins it was addressed to; may be 0. */
  readonly recipients: number;
  /** Feature ids, least used first. */
  readonly features: readonly string[];
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
});

/** The digests of all teams and quarters. The outbox, not this projection, records email delivery. */
export const featureDigests = defineProjection({
  name: 'feature-digests',
  version: 1,
  table: { columns: { teamId: 'text', sentAt: 'text' }, indexes: [['teamId', 'sentAt'], ['sentAt']] },
  keysOf: ({ data: { teamId, quarter } }) => [`${teamId}.${quarter}`],
  on: { FeatureDigestSent: sent },
});
