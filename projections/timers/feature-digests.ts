import type { LoggedEvent } from '@ledgerdesk/events';
import { nextQuarter, quarterEnd, quarterOf } from '@ledgerdesk/business-time';
import type { Instant } from '@ledgerdesk/kernel';

/** Q1: the end of the quarter that a team's next digest is about. */
export type FeatureDigestRow = {
  readonly kind: 'feature-digest';
  /** null: no add-on of the team lasts until then (P2). */
  readonly at: Instant | null;
  readonly teamId: string;
  readonly quarter: string;
  /** By product: when the add-on ends; null: no removal is scheduled. What a Champion is given is none (C5). */
  readonly addOns: Readonly<Record<string, Instant | null>>;
};

type DigestEvent = LoggedEvent<
  'AddOnPurchased' | 'AddOnRemovalScheduled' | 'AddOnRemovalWithdrawn' | 'FeatureDigestSent'
>;

export const digestKey = ({ data: { teamId } }: DigestEvent): string => `feature-digest.${teamId}`;

/** Armed only where an add-on is active when the quarter ends. */
const waiting = (teamId: string, quarter: string, addOns: FeatureDigestRow['addOns']): FeatureDigestRow => {
  const end = quarterEnd(quarter);
  const lasts = Object.values(addOns).some((endsAt) => endsAt === null || endsAt > end);
  return { kind: 'feature-digest', at: lasts ? end : null, teamId, quarter, addOns };
};

const laterOf = (a: string, b: string): string => (a > b ? a : b);

/** With a first add-on, or one after a while without any, the quarter of the purchase comes next. */
export const digestAfterPurchase = (
  row: FeatureDigestRow | undefined,
  { data: { teamId, product }, occurredAt }: LoggedEvent<'AddOnPurchased'>,
): FeatureDigestRow =>
  waiting(teamId, laterOf(row?.quarter ?? '', quarterOf(occurredAt)), { ...row?.addOns, [product]: null });

export const digestAfterRemoval = (
  row: FeatureDigestRow | undefined,
  { data }: LoggedEvent<'AddOnRemovalScheduled' | 'AddOnRemovalWithdrawn'>,
): FeatureDigestRow | undefined =>
  row &&
  waiting(row.teamId, row.quarter, { ...row.addOns, [data.product]: 'effectiveAt' in data ? data.effectiveAt : null });

export const digestAfterSending = (
  row: FeatureDigestRow | undefined,
  { data: { quarter } }: LoggedEvent<'FeatureDigestSent'>,
): FeatureDigestRow | undefined => row && waiting(row.teamId, laterOf(row.quarter, nextQuarter(quarter)), row.addOns);
