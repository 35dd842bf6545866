import type { Schemas } from '@ledgerdesk/client';

type Reason = Schemas['Recommendations']['items'][number]['reasons'][number];

/** What requests a recommendation is for. */
export type MainReason = Pick<Reason, 'product' | 'issueType'>;

/** Reasons that are shown of each recommendation. */
const SHOWN = 2;

/**
 * The reasons that say most about a recommendation: requests of the same type; where there are none, all requests about
 * the product together.
 */
export const mainReasons = (reasons: readonly Reason[]): readonly (MainReason & { readonly count: number })[] => {
  const sameType = reasons.filter(({ matches }) => matches.includes('issueType'));
  if (sameType.length > 0) return sameType.toSorted((a, b) => b.count - a.count).slice(0, SHOWN);
  const counts = new Map<string, number>();
  for (const { product, count } of reasons) counts.set(product, (counts.get(product) ?? 0) + count);
  return [...counts].map(([product, count]) => ({ product, issueType: null, count })).slice(0, SHOWN);
};
