import { LocalTime, type OracleBucketSize } from './local-time.js';

/** What is asked of a report. */
export interface OracleRequest {
  readonly groupBy?: readonly string[];
  readonly bucket?: OracleBucketSize;
  readonly timeZone?: string;
  readonly from?: string;
  readonly to?: string;
  readonly team?: string;
}

/** Something that happened at an instant, or lasted from one to another. */
export interface OracleFact {
  readonly values: Readonly<Record<string, string | null>>;
  readonly at: string;
  /** Absent: it happened at `at`. Null: it still lasts. */
  readonly until?: string | null;
}

/** A range of time in epoch ms; `end` is exclusive. */
export interface OracleRange {
  readonly start: number;
  readonly end: number;
}

/** Returns true if a fact happened in a range. */
export const happenedIn = ({ at, until }: OracleFact, { start, end }: OracleRange): boolean =>
  until === undefined && start <= Date.parse(at) && Date.parse(at) < end;

const endOf = ({ until }: OracleFact): number => (typeof until === 'string' ? Date.parse(until) : Infinity);

/** Returns true if a fact lasted up to the last millisecond of a range or beyond. */
export const lastsAtEnd = (fact: OracleFact, { end }: OracleRange): boolean =>
  fact.until !== undefined && Date.parse(fact.at) < end && endOf(fact) >= end;

/** Returns for how long a fact lasted within a range. */
export const millisIn = (fact: OracleFact, { start, end }: OracleRange): number =>
  fact.until === undefined ? 0 : Math.max(0, Math.min(endOf(fact), end) - Math.max(Date.parse(fact.at), start));

const isIn = (fact: OracleFact, range: OracleRange): boolean =>
  happenedIn(fact, range) || (millisIn(fact, range) > 0 && endOf(fact) > Date.parse(fact.at));

const startIn = (fact: OracleFact, { start }: OracleRange): number => Math.max(Date.parse(fact.at), start);

type Value = string | number | null;

const compare = (a: Value, b: Value): number => {
  if (a === b) return 0;
  if (a === null) return 1;
  if (b === null) return -1;
  return a < b ? -1 : 1;
};

/** The values of a fact, and the facts that share them. */
interface OracleGroup<Fact> {
  readonly values: readonly Value[];
  readonly facts: Fact[];
}

const groupsOf = <Fact extends OracleFact>(
  facts: readonly Fact[],
  names: readonly string[],
  time: LocalTime,
): readonly OracleGroup<Fact>[] => {
  const groups = new Map<string, OracleGroup<Fact>>();
  if (names.length === 0) return [{ values: [], facts: [...facts] }];
  for (const fact of facts) {
    const values = names.map((name) =>
      name === 'hourOfWeek' ? time.hourOfWeek(fact.at) : (fact.values[name] ?? null),
    );
    const group = groups.get(JSON.stringify(values)) ?? { values, facts: [] };
    groups.set(JSON.stringify(values), group);
    group.facts.push(fact);
  }
  return [...groups.values()].sort(
    (a, b) => a.values.map((value, index) => compare(value, b.values[index] ?? null)).find((order) => order !== 0) ?? 0,
  );
};

/**
 * Recounts a report by its definition: each item has the measures of the facts of one group in one bucket. `end` is the
 * end of a report that counts what there is at its end; reports without one end with their last fact.
 */
export const recountGrouped = <Fact extends OracleFact, Measures extends object>(
  all: readonly Fact[],
  { groupBy = [], bucket, timeZone = 'UTC', from, to, team }: OracleRequest,
  measure: (facts: readonly Fact[], range: OracleRange) => Measures,
  end?: string,
) => {
  const time = new LocalTime(timeZone);
  const asked = {
    start: from === undefined ? -Infinity : Date.parse(from),
    end: to === undefined ? Infinity : Date.parse(to),
  };
  const range = { ...asked, end: end === undefined ? asked.end : Math.min(asked.end, Date.parse(end) + 1) };
  const facts = all.filter((fact) => (team === undefined || fact.values['team'] === team) && isIn(fact, range));
  const starts = facts.map((fact) => startIn(fact, range));
  const first = from === undefined ? starts.reduce((a, b) => Math.min(a, b), Infinity) : range.start;
  const last = range.end === Infinity ? starts.reduce((a, b) => Math.max(a, b), -Infinity) + 1 : range.end;
  const buckets = bucket === undefined ? [] : time.between(bucket, first, last);
  const groups = groupsOf(facts, groupBy, time);
  const groupOf = ({ values }: OracleGroup<Fact>) =>
    Object.fromEntries(groupBy.map((name, index) => [name, values[index] ?? null]));
  return {
    total: measure(facts, range),
    items:
      bucket === undefined
        ? groups.map((group) => ({ group: groupOf(group), ...measure(group.facts, range) }))
        : buckets.flatMap((each) =>
            groups.map((group) => ({ group: groupOf(group), bucket: each.name, ...measure(group.facts, each) })),
          ),
  };
};

/** A distribution of milliseconds in minutes, by nearest rank. */
export const minutesOf = (values: readonly number[]) => {
  const sorted = [...values].sort((a, b) => a - b);
  const rank = (percent: number): number | null =>
    sorted.length === 0 ? null : (sorted[Math.max(Math.ceil((sorted.length * percent) / 100), 1) - 1] ?? 0) / 60_000;
  const sum = sorted.reduce((all, value) => all + value, 0);
  return {
    count: sorted.length,
    mean: sorted.length === 0 ? null : Math.round(sum / sorted.length) / 60_000,
    median: rank(50),
    p90: rank(90),
    p95: rank(95),
    max: rank(100),
  };
};
