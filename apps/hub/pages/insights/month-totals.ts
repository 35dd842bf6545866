import type { Schemas } from '@ledgerdesk/client';

type Dashboard = Schemas['Dashboard'];
type Months = readonly { readonly month: string; readonly count: number }[];

/**
 * Requests of each month. Every request has a product, but a callback may name no issue type: products are summed up
 * where the dashboard has them.
 */
export const monthTotals = ({ products, issueTypes }: Pick<Dashboard, 'products' | 'issueTypes'>): Months => {
  const totals = new Map<string, number>();
  const patterns: readonly { readonly months: Months }[] = products ?? issueTypes;
  for (const { months } of patterns)
    for (const { month, count } of months) totals.set(month, (totals.get(month) ?? 0) + count);
  return [...totals].map(([month, count]) => ({ month, count })).toSorted((a, b) => (a.month < b.month ? -1 : 1));
};

/** Number of requests, in all or in a month, that name no issue type; 0 where the dashboard does not tell. */
export const countWithoutType = (dashboard: Dashboard, month: string): number => {
  const { issueTypes, products, total } = dashboard;
  if (month === '') return Math.max(0, total - issueTypes.reduce((sum, { count }) => sum + count, 0));
  if (!products) return 0;
  const countIn = (of: Pick<Dashboard, 'products' | 'issueTypes'>): number =>
    monthTotals(of).find((one) => one.month === month)?.count ?? 0;
  return Math.max(0, countIn({ products, issueTypes: [] }) - countIn({ issueTypes }));
};
