import type { Instant } from '@ledgerdesk/kernel';
import { defineProjection, type Logged } from '../define.js';

/** Q1, Q2: what a team was told at the end of a quarter, and how many were to be told. */
export type FeatureDigestReportRow = {
  readonly teamId: string;
  readonly quarter: string;
  readonly sentAt: Instant;
  /** Admins at that time; 0 where a team had none. */
  readonly recipients: number;
  /** Ids, the least used first. */
  readonly features: readonly string[];
};

const sent = (
  _row: FeatureDigestReportRow | undefined,
  { data: { teamId, quarter, recipients, features }, occurredAt }: Logged<'FeatureDigestSent'>,
): FeatureDigestReportRow => ({
  teamId,
  quarter,
  sentAt: occurredAt,
  recipients: recipients.length,
  features: features.map(({ feature }) => feature),
});

/** The digests of all teams and quarters. Whether a mail reached anyone is for the outbox to say. */
export const featureDigests = defineProjection({
  name: 'feature-digests',
  version: 1,
  table: { columns: { teamId: 'text', sentAt: 'text' }, indexes: [['teamId', 'sentAt'], ['sentAt']] },
  keysOf: ({ data: { teamId, quarter } }) => [`${teamId}.${quarter}`],
  on: { FeatureDigestSent: sent },
});
