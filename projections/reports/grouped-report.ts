import { hourOfWeek, type TimeZones } from '@ledgerdesk/business-time';
import { compareValues, type Instant, isRefusal, millisOf, refuse, type Refusal } from '@ledgerdesk/kernel';
import type { MonthlyReportFilter } from '../report-filter.js';
import { type Bucket, Buckets, type BucketSize } from './buckets.js';
import { type Group, type Grouping, type GroupValue, type GroupValues } from './groupings.js';
import { LocalTimes } from './local-times.js';
import { FactsByRow, type RowsApart } from './rows-apart.js';
import type { Tally } from './tally.js';

export type { Tally } from './tally.js';

/** Maximum number of items of a report: more than the hours of a year. */
export const MAX_ITEMS = 10_000;

/** What a report counts, and how. */
export interface GroupedReportRequest extends MonthlyReportFilter {
  /** At most three groupings. Default: none. */
  readonly groupBy?: readonly Grouping[];
  /** Splits facts by the local time of their start. Default: not at all. */
  readonly bucket?: BucketSize;
  /** Measures the rows that are counted one by one, too. Default: only the whole. */
  readonly apart?: RowsApart;
}

/** The facts of a report and their measures. */
export interface ReportDefinition<Fact, Measures extends object> {
  /** When a fact started: facts are filtered and put into buckets by it. */
  startOf(fact: Fact): Instant;
  /** The values that facts can be grouped by. */
  readonly values: GroupValues<Fact>;
  /** Creates the measures of no facts. */
  tally(): Tally<Fact, Measures>;
}

/** The facts of one group in one bucket. */
export type ReportItem<Measures extends object> = Measures & {
  /** The value under each grouping, in the order of the request. Empty if there are no groupings. */
  readonly group: Group;
  /** Name of the bucket. Absent if the report has no buckets. */
  readonly bucket?: string;
};

/** A report: measures of all facts, and of each group in each bucket. */
export interface ReportAnswer<Measures extends object> {
  readonly total: Measures;
  /** Sorted by bucket, then by the values of the group. */
  readonly items: readonly ReportItem<Measures>[];
}

interface FoundGroup<Fact, Measures extends object> {
  readonly values: readonly GroupValue[];
  /** By order of the bucket; 0 without buckets. */
  readonly tallies: Map<number, Tally<Fact, Measures>>;
}

const tooLarge = (): Refusal =>
  refuse(
    'invalid',
    'report-too-large',
    `The report would have more than ${MAX_ITEMS.toLocaleString('en')} items. Use a larger bucket, fewer groupings, ` +
      'a shorter time (from and to) or one team.',
    { details: { maxItems: MAX_ITEMS } },
  );

/** Separates the values of a group; no id, name or number contains it. */
const SEPARATOR = '\n';
const NOTHING = '\t';

/**
 * Groups facts and adds up their measures. Each group that occurs has an item in every bucket from the start of the
 * report (`from`, or its first fact) to its end (`to`, or its last fact), also in those without facts: items add up to
 * the total, and series have no gaps. A report without groupings has one group.
 *
 * @example
 * const report = new GroupedReport(definition, { groupBy: ['team'], bucket: 'month', timeZone: 'Asia/Tokyo' }, zones);
 * await reader.each('clocks', [], (clock: Clock) => report.add(clock));
 * report.answer(); // { total: { … }, items: [{ group: { team: 'acme' }, bucket: '2026-11', … }] }
 */
export class GroupedReport<Fact, Measures extends object> {
  readonly #groups = new Map<string, FoundGroup<Fact, Measures>>();
  readonly #total: Tally<Fact, Measures>;
  readonly #times: LocalTimes;
  readonly #buckets: Buckets | undefined;
  readonly #groupBy: readonly Grouping[];
  readonly #found = new Map<number, Bucket>();
  readonly #byRow: FactsByRow<Fact, Measures> | undefined;
  #first = Infinity;
  #last = -Infinity;
  #items = 0;

  constructor(
    private readonly definition: ReportDefinition<Fact, Measures>,
    private readonly request: GroupedReportRequest,
    zones: TimeZones,
  ) {
    const { groupBy = [], bucket, timeZone, apart } = request;
    this.#groupBy = groupBy;
    this.#times = new LocalTimes(timeZone, zones);
    this.#buckets = bucket && new Buckets(bucket, this.#times);
    this.#total = definition.tally();
    this.#byRow = apart && new FactsByRow(apart, () => definition.tally());
    if (groupBy.length === 0) this.groupOf([]);
  }

  /** Adds a fact, unless it started before `from`, or at or after `to`. */
  add(fact: Fact): void {
    const start = this.definition.startOf(fact);
    const { from = '', to } = this.request;
    if (start < from || (to !== undefined && start >= to)) return;
    this.#total.add(fact);
    if (this.#items > MAX_ITEMS) return;
    const millis = millisOf(start);
    const values = this.#groupBy.map((name) => this.valueOf(fact, name, millis));
    const { tallies } = this.groupOf(values);
    const order = this.bucketOf(millis);
    this.tallyIn(tallies, order).add(fact);
    this.#byRow?.add(fact, values, this.#found.get(order));
  }

  /** Returns the report of the facts so far. Refuses more than MAX_ITEMS items. */
  answer(): ReportAnswer<Measures> | Refusal {
    const buckets = this.buckets();
    if (isRefusal(buckets)) return buckets;
    if (this.#items > MAX_ITEMS || this.#groups.size * buckets.length > MAX_ITEMS) return tooLarge();
    this.#byRow?.end(buckets);
    const groups = [...this.#groups.values()].sort((a, b) => compareGroups(a.values, b.values));
    return {
      total: this.#total.measures(),
      items: buckets.flatMap((bucket) => groups.map((group) => this.itemOf(group, bucket))),
    };
  }

  /** All buckets in order of time; one without a name if there are none. */
  private buckets(): readonly (Bucket | undefined)[] | Refusal {
    if (!this.#buckets) return [undefined];
    const { from, to } = this.request;
    const [start, end] = [
      from === undefined ? this.#first : millisOf(from),
      to === undefined ? this.#last + 1 : millisOf(to),
    ];
    const all = start < end ? this.#buckets.between(start, end, MAX_ITEMS) : [];
    if (!all) return tooLarge();
    for (const bucket of all) this.#found.set(bucket.order, bucket);
    return [...this.#found.values()].sort((a, b) => a.order - b.order);
  }

  private itemOf({ values, tallies }: FoundGroup<Fact, Measures>, bucket: Bucket | undefined): ReportItem<Measures> {
    const tally = tallies.get(bucket?.order ?? 0) ?? this.definition.tally();
    return {
      group: Object.fromEntries(this.#groupBy.map((name, index) => [name, values[index] ?? null])),
      ...(bucket && { bucket: bucket.name }),
      ...tally.measures(),
    };
  }

  private valueOf(fact: Fact, name: Grouping, millis: number): GroupValue {
    if (name === 'hourOfWeek') return hourOfWeek(this.#times.at(millis));
    return this.definition.values[name]?.(fact) ?? null;
  }

  private groupOf(values: readonly GroupValue[]): FoundGroup<Fact, Measures> {
    const key = values.map((value) => value ?? NOTHING).join(SEPARATOR);
    const known = this.#groups.get(key);
    if (known) return known;
    const group = { values, tallies: new Map() };
    this.#groups.set(key, group);
    return group;
  }

  /** The order of the bucket of an instant, which is then one of the report; 0 without buckets. */
  private bucketOf(millis: number): number {
    if (!this.#buckets) return 0;
    this.#first = Math.min(this.#first, millis);
    this.#last = Math.max(this.#last, millis);
    const bucket = this.#buckets.of(millis);
    this.#found.set(bucket.order, bucket);
    return bucket.order;
  }

  private tallyIn(tallies: FoundGroup<Fact, Measures>['tallies'], order: number): Tally<Fact, Measures> {
    const known = tallies.get(order);
    if (known) return known;
    this.#items += 1;
    const tally = this.definition.tally();
    tallies.set(order, tally);
    return tally;
  }
}

const compareGroups = (a: readonly GroupValue[], b: readonly GroupValue[]): number => {
  for (const [index, value] of a.entries()) {
    const order = compareValues(value, b[index] ?? null);
    if (order !== 0) return order;
  }
  return 0;
};
