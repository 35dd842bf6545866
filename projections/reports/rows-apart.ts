import { measureOf } from '../report-measures.js';
import type { Bucket } from './buckets.js';
import type { GroupValue } from './groupings.js';
import type { Tally } from './tally.js';

/** Which number of a report is measured row by row. */
interface NumberInReport {
  /** Path of the measure, such as `breached` or `revenue.EUR`. */
  readonly measure: string;
  /** True for a measure of what there is at the end of a bucket: facts of earlier ones add to it. Default: false. */
  readonly isStock?: boolean;
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
  readonly #values = new Map<string, number>();

  constructor(readonly number: NumberInReport) {}

  /** How much of the number each row makes. Rows that make nothing of it are left out. */
  get values(): ReadonlyMap<string, number> {
    return this.#values;
  }

  /** Takes the number from some measures of a row. */
  take(row: string, measures: object): void {
    this.add(row, measureOf(measures, this.number.measure));
  }

  /** Adds to what a row makes of the number. */
  add(row: string, value: number): void {
    if (value !== 0) this.#values.set(row, (this.#values.get(row) ?? 0) + value);
  }
}

/** What a row makes of a stock at the end of a bucket. */
interface StockAt {
  readonly order: number;
  readonly value: number;
}

/** Takes the facts of a report row by row. Keeps those of one row at a time. */
export class FactsByRow<Fact, Measures extends object> {
  #row = '';
  #facts: { readonly fact: Fact; readonly order: number }[] = [];
  /** By row, in order of the buckets: the one that counts is known once all of them are. */
  readonly #stocks: (readonly [string, readonly StockAt[]])[] = [];

  constructor(
    private readonly apart: RowsApart,
    private readonly tally: () => Tally<Fact, Measures>,
  ) {}

  /** @param bucket of the fact; undefined if the report has none */
  add(fact: Fact, values: readonly GroupValue[], bucket: Bucket | undefined): void {
    const { row, number } = this.apart;
    if (number.group?.some((value, index) => value !== values[index])) return;
    if (number.period !== undefined && !number.isStock && bucket?.name !== number.period) return;
    if (row !== this.#row) this.endRow();
    this.#row = row;
    this.#facts.push({ fact, order: bucket?.order ?? 0 });
  }

  /** Measures what is left, once all buckets are known. */
  end(buckets: Iterable<Bucket | undefined>): void {
    this.endRow();
    const { period } = this.apart.number;
    const last = [...buckets].find((bucket) => bucket !== undefined && bucket.name === period)?.order;
    if (last === undefined) return;
    for (const [row, stocks] of this.#stocks)
      this.apart.add(row, stocks.findLast(({ order }) => order <= last)?.value ?? 0);
  }

  private endRow(): void {
    const { period, isStock = false } = this.apart.number;
    const facts = this.#facts;
    this.#facts = [];
    if (facts.length === 0) return;
    if (isStock && period !== undefined) {
      const stocks = this.stocksOf(facts);
      if (stocks.some(({ value }) => value !== 0)) this.#stocks.push([this.#row, stocks]);
    } else {
      const tally = this.tally();
      for (const { fact } of facts) tally.add(fact);
      this.apart.take(this.#row, tally.measures());
    }
  }

  private stocksOf(facts: readonly { readonly fact: Fact; readonly order: number }[]): readonly StockAt[] {
    const tally = this.tally();
    const stocks: StockAt[] = [];
    for (const { fact, order } of facts.toSorted((a, b) => a.order - b.order)) {
      tally.add(fact);
      if (stocks.at(-1)?.order === order) stocks.pop();
      stocks.push({ order, value: measureOf(tally.measures(), this.apart.number.measure) });
    }
    return stocks;
  }
}
