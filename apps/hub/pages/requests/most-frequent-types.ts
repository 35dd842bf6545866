import type { Schemas } from '@ledgerdesk/client';
import { countWithoutType } from '../insights/month-totals.js';

/** How many requests are of a type. `others` are those of types that are not listed, `none` those that name no type. */
export interface TypeCount {
  readonly type: { readonly id: string } | 'others' | 'none';
  readonly count: number;
}

/** The types that most requests are of, most first, and the rest, so that the counts add up to all requests. */
export const mostFrequentTypes = (dashboard: Schemas['Dashboard'], listed: number): readonly TypeCount[] => {
  const types = dashboard.issueTypes.toSorted((a, b) => b.count - a.count);
  const others = types.slice(listed).reduce((sum, { count }) => sum + count, 0);
  const counts: readonly TypeCount[] = [
    ...types.slice(0, listed).map(({ issueType, count }) => ({ type: { id: issueType }, count })),
    { type: 'others', count: others },
    { type: 'none', count: countWithoutType(dashboard, '') },
  ];
  return counts.filter(({ count }) => count > 0);
};
