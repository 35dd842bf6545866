import { groupsOf } from './groups.js';

/** How often something with a name was counted in a month. */
export interface MonthCount {
  readonly name: string;
  readonly month: string;
  /** 1 or more. */
  readonly count: number;
}

/** A share is a part of all that was counted (of that month, where it stands by a month): 0 to 1, unrounded. */
export interface Share {
  readonly count: number;
  readonly share: number;
}

export interface Tally extends Share {
  readonly name: string;
  readonly months: readonly (Share & { readonly month: string })[];
}

type Sums = ReadonlyMap<string, number>;

/** Sums counts by name over all months and by month: the most frequent first, equals by name, months in order. */
export const tally = (counts: readonly MonthCount[]): Tally[] => {
  const all = sumOf(counts);
  const perMonth = sumsByMonth(counts);
  return groupsOf(counts, ({ name }) => name)
    .map((own) => ({ name: own[0].name, ...shareOf(sumOf(own), all), months: monthsOf(own, perMonth) }))
    .sort((a, b) => b.count - a.count);
};

const monthsOf = (own: readonly MonthCount[], perMonth: Sums): Tally['months'] =>
  [...sumsByMonth(own)].map(([month, count]) => ({ month, ...shareOf(count, perMonth.get(month) ?? count) }));

const shareOf = (count: number, of: number): Share => ({ count, share: count / of });

const sumOf = (counts: readonly MonthCount[]): number => counts.reduce((sum, { count }) => sum + count, 0);

const sumsByMonth = (counts: readonly MonthCount[]): Sums =>
  new Map(groupsOf(counts, ({ month }) => month).map((group) => [group[0].month, sumOf(group)]));
