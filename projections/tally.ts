/** How often something with a name was counted in a month. */
export interface MonthCount {
  readonly name: string;
  readonly month: string;
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
  const all = counts.reduce((sum, { count }) => sum + count, 0);
  const perMonth = sumBy(counts, ({ month }) => month);
  return [...groupByName(counts)]
    .map(([name, own]) => ({ name, ...shareOf(sumOf(own), all), months: monthsOf(own, perMonth) }))
    .sort((a, b) => b.count - a.count || compare(a.name, b.name));
};

const monthsOf = (counts: readonly MonthCount[], totals: Sums): Tally['months'] =>
  [...sumBy(counts, ({ month }) => month)]
    .map(([month, count]) => ({ month, ...shareOf(count, totals.get(month) ?? 0) }))
    .sort((a, b) => compare(a.month, b.month));

const shareOf = (count: number, of: number): Share => ({ count, share: of === 0 ? 0 : count / of });

const sumOf = (counts: readonly MonthCount[]): number => counts.reduce((sum, { count }) => sum + count, 0);

const sumBy = (counts: readonly MonthCount[], by: (counted: MonthCount) => string): Sums => {
  const sums = new Map<string, number>();
  for (const counted of counts) sums.set(by(counted), (sums.get(by(counted)) ?? 0) + counted.count);
  return sums;
};

const groupByName = (counts: readonly MonthCount[]): Map<string, MonthCount[]> => {
  const groups = new Map<string, MonthCount[]>();
  for (const counted of counts) {
    const group = groups.get(counted.name);
    if (group) group.push(counted);
    else groups.set(counted.name, [counted]);
  }
  return groups;
};

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
