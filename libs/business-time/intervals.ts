/** A stretch of time in epoch ms, half-open: `from` belongs to it, `to` does not. */
export interface Interval {
  readonly from: number;
  readonly to: number;
}

/** The same time as sorted intervals that neither overlap nor touch; empty and inverted ones count for nothing. */
export function mergeIntervals(intervals: readonly Interval[]): Interval[] {
  const merged: { from: number; to: number }[] = [];
  for (const { from, to } of intervals.filter(isStretch).sort((a, b) => a.from - b.from)) {
    const last = merged.at(-1);
    if (last && from <= last.to) last.to = Math.max(last.to, to);
    else merged.push({ from, to });
  }
  return merged;
}

/** What of the intervals lies within the bounds. */
export const clipIntervals = (intervals: readonly Interval[], bounds: Interval): Interval[] =>
  intervals
    .map(({ from, to }) => ({ from: Math.max(from, bounds.from), to: Math.min(to, bounds.to) }))
    .filter(isStretch);

const isStretch = ({ from, to }: Interval): boolean => from < to;
