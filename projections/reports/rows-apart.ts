import type { Bucket } from './buckets.js';
import type { GroupValue } from './groupings.js';
import type { Tally } from './tally.js';

/** The measures of one row. */
interface RowMeasures {
  /** Of its facts in the period. */
  readonly within: object;
  /** Of its facts up to the end of the period: for measures of what there is at the end of a bucket. */
  readonly atEnd: object;
}

/** Which number of a report is measured row by row. */
interface NumberInReport {
  /** The values of the group. Default: all groups. */
  readonly group?: readonly GroupValue[];
  /** Name of the bucket. Default: all of them. */
  readonly period?: string;
}

/**
 * Measures the rows that a report counts one by one, in the same run. The reader of the rows sets `row` before each,
 * and the report adds a row's facts while it is visited.
 */
export class RowsApart {
  /** Name of the row that facts come from. */
  row = '';
  readonly measured = new Map<string, RowMeasures>();

  constructor(readonly number: NumberInReport) {}
}

/** The facts of a report by the rows that they come from. */
export class FactsByRow<Fact, Measures extends object> {
  readonly #facts = new Map<string, { readonly fact: Fact; readonly order: number }[]>();

  constructor(
    private readonly apart: RowsApart,
    private readonly tally: () => Tally<Fact, Measures>,
  ) {}

  /** @param order of the bucket of the fact */
  add(fact: Fact, values: readonly GroupValue[], order: number): void {
    const { row, number } = this.apart;
    if (number.group?.some((value, index) => value !== values[index])) return;
    const facts = this.#facts.get(row) ?? [];
    this.#facts.set(row, facts);
    facts.push({ fact, order });
  }

  /** Measures every row, once all buckets are known. */
  end(buckets: Iterable<Bucket | undefined>): void {
    const { period } = this.apart.number;
    const last = period === undefined ? undefined : [...buckets].find((bucket) => bucket?.name === period)?.order;
    if (period !== undefined && last === undefined) return;
    for (const [row, facts] of this.#facts)
      this.apart.measured.set(row, {
        within: this.measure(facts.filter(({ order }) => last === undefined || order === last)),
        atEnd: this.measure(facts.filter(({ order }) => last === undefined || order <= last)),
      });
  }

  private measure(facts: readonly { readonly fact: Fact }[]): Measures {
    const tally = this.tally();
    for (const { fact } of facts) tally.add(fact);
    return tally.measures();
  }
}
