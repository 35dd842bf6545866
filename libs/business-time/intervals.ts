/** A half-open interval in epoch ms: includes `from`, excludes `to`. */
export interface Interval {
  readonly from: number;
  readonly to: number;
}

/** Returns the union as sorted intervals that neither overlap nor touch. Ignores empty and inverted intervals. */
export function mergeIntervals(intervals: readonly Interval[]): Interval[] {
  const merged: { from: number; to: number }[] = [];
  for (const { from, to } of intervals.filter(isNonEmpty).sort((a, b) => a.from - b.from)) {
    const last = merged.at(-1);
    if (last && from <= last.to) last.to = Math.max(last.to, to);
    else merged.push({ from, to });
  }
  return merged;
}

/** Returns the parts of the intervals within the bounds. */
export const clipIntervals = (intervals: readonly Interval[], bounds: Interval): Interval[] =>
  intervals
    .map(({ from, to }) => ({ from: Math.max(from, bounds.from), to: Math.min(to, bounds.to) }))
    .filter(isNonEmpty);

const isNonEmpty = ({ from, to }: Interval): boolean => from < to;
