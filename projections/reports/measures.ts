import { MINUTE } from '@ledgerdesk/kernel';

/** How values are distributed. Percentiles are by nearest rank: each is one of the values. Null without values. */
export interface Distribution {
  readonly count: number;
  /** Rounded to the unit in which the values were added. */
  readonly mean: number | null;
  readonly median: number | null;
  readonly p90: number | null;
  readonly p95: number | null;
  readonly max: number | null;
}

/** Nearest rank: the smallest value that at least `percent` of the values do not exceed. */
const percentile = (sorted: Float64Array, percent: number): number | undefined =>
  sorted[Math.max(Math.ceil((sorted.length * percent) / 100), 1) - 1];

/**
 * A sample of whole numbers. The order in which they are added does not matter, and sums are exact, so that others who
 * count the same values get the same distribution.
 *
 * @example
 * const waits = new Sample();
 * waits.add(90_000);
 * waits.minutes(); // { count: 1, mean: 1.5, median: 1.5, p90: 1.5, p95: 1.5, max: 1.5 }
 */
export class Sample {
  readonly #values: number[] = [];
  #sum = 0;

  add(value: number): void {
    this.#values.push(value);
    this.#sum += value;
  }

  /** The sum of the values. */
  get sum(): number {
    return this.#sum;
  }

  /** The distribution of the values in units of `unit`, 1 by default. */
  distribution(unit = 1): Distribution {
    const sorted = Float64Array.from(this.#values).sort();
    const inUnits = (value: number | undefined): number | null => (value === undefined ? null : value / unit);
    return {
      count: sorted.length,
      mean: inUnits(sorted.length === 0 ? undefined : Math.round(this.#sum / sorted.length)),
      median: inUnits(percentile(sorted, 50)),
      p90: inUnits(percentile(sorted, 90)),
      p95: inUnits(percentile(sorted, 95)),
      max: inUnits(sorted.at(-1)),
    };
  }

  /** The distribution of milliseconds in minutes. */
  minutes(): Distribution {
    return this.distribution(MINUTE);
  }
}
