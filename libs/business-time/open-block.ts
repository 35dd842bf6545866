import type { Interval } from './intervals.js';

/** The open intervals of one block of time in ms, sorted and disjoint, with running totals for binary search. */
export class OpenBlock {
  readonly total: number;
  /** Open ms up to the end of each interval. */
  readonly #sums: readonly number[];

  constructor(readonly intervals: readonly Interval[]) {
    let total = 0;
    this.#sums = intervals.map(({ from, to }) => (total += to - from));
    this.total = total;
  }

  /** Returns the open ms of the block before an instant. */
  before(instant: number): number {
    const next = this.#firstEndingAfter(instant);
    const current = this.intervals[next];
    return (this.#sums[next - 1] ?? 0) + (current ? Math.max(0, instant - current.from) : 0);
  }

  /** Returns the first instant preceded by `amount` open ms, above 0; undefined for more than `total`. */
  reach(amount: number): number | undefined {
    const index = bisect(this.#sums.length, (i) => (this.#sums[i] ?? 0) >= amount);
    const interval = this.intervals[index];
    return interval && interval.to - ((this.#sums[index] ?? 0) - amount);
  }

  /** Returns the first open instant of the block at or after an instant. */
  opening(instant: number): number | undefined {
    const interval = this.intervals[this.#firstEndingAfter(instant)];
    return interval && Math.max(interval.from, instant);
  }

  #firstEndingAfter(instant: number): number {
    return bisect(this.intervals.length, (i) => (this.intervals[i]?.to ?? Infinity) > instant);
  }
}

/** Returns the least index at which a monotonic condition holds, `length` if it never does. */
function bisect(length: number, holds: (index: number) => boolean): number {
  let [low, high] = [0, length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
