import { nextQuarter, quarterEnd, quarterOf } from '@ledgerdesk/business-time';
import { type LoggedEvent, quarterStream } from '@ledgerdesk/events';
import type { Instant } from '@ledgerdesk/kernel';
import { defineTimerKind } from './timer-kind.js';

/** Q1: the end of the quarter that a team's next digest is about. */
export type FeatureDigestRow = {
  readonly kind: 'feature-digest';
  /** null: no add-on of the team lasts until then (P2). */
  readonly at: Instant | null;
  readonly teamId: string;
  readonly quarter: string;
  /** By product: when the add-on ends, or null while no removal is scheduled. C5: without those of a Champion. */
  readonly addOns: Readonly<Record<string, Instant | null>>;
};

/** Armed only if an add-on is active when the quarter ends. */
const digestRow = (teamId: string, quarter: string, addOns: FeatureDigestRow['addOns']): FeatureDigestRow => {
  const end = quarterEnd(quarter);
  const lasts = Object.values(addOns).some((endsAt) => endsAt === null || endsAt > end);
  return { kind: 'feature-digest', at: lasts ? end : null, teamId, quarter, addOns };
};

const laterOf = (a: string, b: string): string => (a > b ? a : b);

/** A team's first add-on, or one after a time without any, starts with the quarter of the purchase. */
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
    stream: quarterStream(teamId, quarter),
    input: { type: 'SendFeatureDigest', teamId, quarter },
  }),
});
