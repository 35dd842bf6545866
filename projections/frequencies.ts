import { groupBy } from './group-by.js';

/** How often a value occurred in one month (`2026-11`). */
interface MonthlyCount {
  readonly value: string;
  readonly month: string;
  /** 1 or more. */
  readonly count: number;
}

/** A count and its share of the total, 0 to 1, not rounded. A monthly share is a share of that month's total. */
export interface Share {
  readonly count: number;
  readonly share: number;
}

/** How often a value occurred in total and in each month. */
export interface Frequency extends Share {
  readonly value: string;
  readonly months: readonly (Share & { readonly month: string })[];
}

type Totals = ReadonlyMap<string, number>;

const NEVER = { count: 0, share: 0, months: [] };

/**
 * Adds up counts per value. Includes each of `values`, with zeros if it does not occur. Sorted by count, highest first,
 * then by value; months are in calendar order.
 */
export const frequencies = (counts: readonly MonthlyCount[], values: readonly string[] = []): Frequency[] => {
  const total = sumOf(counts);
  const monthTotals = totalsByMonth(counts);
  const counted = groupBy(counts, ({ value }) => value).map((group): Frequency => ({
    value: group[0].value,
    ...shareOf(sumOf(group), total),
    months: [...totalsByMonth(group)].map(([month, count]) => ({
      month,
      ...shareOf(count, monthTotals.get(month) ?? count),
    })),
  }));
  const missing = [...new Set(values)].filter((value) => !counted.some((found) => found.value === value)).sort();
  return [...counted.sort((a, b) => b.count - a.count), ...missing.map((value) => ({ value, ...NEVER }))];
};

const shareOf = (count: number, total: number): Share => ({ count, share: count / total });

const sumOf = (counts: readonly MonthlyCount[]): number => counts.reduce((sum, { count }) => sum + count, 0);

const totalsByMonth = (counts: readonly MonthlyCount[]): Totals =>
  new Map(groupBy(counts, ({ month }) => month).map((group) => [group[0].month, sumOf(group)]));
