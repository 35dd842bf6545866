import { nextQuarter, quarterEnd, quarterOf } from '@ledgerdesk/business-time';
import type { LoggedEvent } from '@ledgerdesk/events';
import type { Instant } from '@ledgerdesk/kernel';
import { defineTimerKind } from './timer-kind.js';

/** Q1: the end of the quarter that a team's next digest is about. */
export type FeatureDigestRow = {
  readonly kind: 'feature-digest';
  /** Null if no add-on of the team is active at the end of the quarter (P2). */
  readonly at: Instant | null;
  readonly teamId: string;
  readonly quarter: string;
  /** By product: when the add-on ends, or null if no removal is scheduled. Excludes Champions' entitlements (C5). */
  readonly addOns: Readonly<Record<string, Instant | null>>;
};

/** Armed only if an add-on is active when the quarter ends. */
const digestRow = (teamId: string, quarter: string, addOns: FeatureDigestRow['addOns']): FeatureDigestRow => {
  const end = quarterEnd(quarter);
  const lasts = Object.values(addOns).some((endsAt) => endsAt === null || endsAt > end);
  return { kind: 'feature-digest', at: lasts ? end : null, teamId, quarter, addOns };
};

const laterOf = (a: string, b: string): string => (a > b ? a : b);

/** Returns the row after a purchase. The next digest is for the quarter of the purchase, or for a later one. */
const afterPurchase = (
  row: FeatureDigestRow | undefined,
  { data: { teamId, product }, occurredAt }: LoggedEvent<'AddOnPurchased'>,
): FeatureDigestRow =>
  digestRow(teamId, laterOf(row?.quarter ?? '', quarterOf(occurredAt)), { ...row?.addOns, [product]: null });

const afterRemoval = (
  row: FeatureDigestRow | undefined,
  { data }: LoggedEvent<'AddOnRemovalScheduled' | 'AddOnRemovalWithdrawn'>,
): FeatureDigestRow | undefined =>
  row &&
  digestRow(row.teamId, row.quarter, {
    ...row.addOns,
    [data.product]: 'effectiveAt' in data ? data.effectiveAt : null,
  });

const afterDigest = (
  row: FeatureDigestRow | undefined,
  { data: { quarter } }: LoggedEvent<'FeatureDigestSent'>,
): FeatureDigestRow | undefined => row && digestRow(row.teamId, laterOf(row.quarter, nextQuarter(quarter)), row.addOns);

export const featureDigest = defineTimerKind({
  kind: 'feature-digest',
  keyOf: ({ data: { teamId } }) => `feature-digest.${teamId}`,
  on: {
    AddOnPurchased: afterPurchase,
    AddOnRemovalScheduled: afterRemoval,
    AddOnRemovalWithdrawn: afterRemoval,
    FeatureDigestSent: afterDigest,
  },
  identity: ({ kind, teamId, quarter }) => ({ kind, teamId, quarter }),
  command: ({ teamId, quarter }) => ({
    to: 'quarter',
    input: { type: 'SendFeatureDigest', teamId, quarter },
  }),
});
