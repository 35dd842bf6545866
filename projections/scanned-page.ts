import type { Json, Refusal, Row } from '@ledgerdesk/kernel';
import type {
  ColumnCondition,
  Condition,
  KeyedRow,
  OrderTerm,
  RowPlace,
  RowReader,
  ScannedRows,
} from '@ledgerdesk/read-store';
import { type Reading, readTwoWayPage, type TwoWayPage, type TwoWayRequest } from './two-way-page.js';

/** Rows that are tested for a page at most. */
export const MAX_TESTED = 1_000;
/** Rows whose texts are searched for a page at most: a text is read from another table, which takes longer. */
export const MAX_SEARCHED = 500;

/** A part of a list: rows with some values of the first order column. */
export interface ListRange {
  readonly where: readonly ColumnCondition[];
  /** The value of the first order column that all its rows have, or null: they are read in the order of the others. */
  readonly fixed?: Json;
  /** Returns true if the range contains rows with this value, or such rows precede those of the range. */
  contains(value: Json): boolean;
}

/** A list of one projection that an index gives in order, and tests of the rows that it gives. */
export interface ScannedList {
  readonly projection: string;
  readonly where: readonly ColumnCondition[];
  readonly orderBy: readonly OrderTerm[];
  readonly tests: readonly Condition[];
  /** Parts that follow one another, each in the order of `orderBy`. */
  readonly ranges: readonly ListRange[];
}

/**
 * Reads a page, and tests at most MAX_TESTED rows for it, or searches MAX_SEARCHED: it may have fewer than the limit,
 * even none, and a cursor.
 * Refuses a malformed cursor, a cursor of another order, and a limit out of range.
 */
export const readScannedPage = <R extends Row>(
  reader: RowReader,
  list: ScannedList,
  request: TwoWayRequest,
): Promise<TwoWayPage<R> | Refusal> =>
  readTwoWayPage<R>(list.orderBy, request, (reading) => scanRanges(reader, list, reading));

const scanRanges = async <R extends Row>(
  reader: RowReader,
  { ranges, ...list }: ScannedList,
  { orderBy, after, limit, isBackward }: Reading,
): Promise<ScannedRows<R>> => {
  const rows: KeyedRow<R>[] = [];
  const ordered = { ...list, orderBy, ranges };
  let from = after;
  for (const range of (isBackward ? rangesBefore : rangesFrom)(ordered, after)) {
    const found = await scanRange<R>(reader, ordered, range, { after: from, limit: limit - rows.length });
    rows.push(...found.rows);
    if (rows.length === limit) return { rows, testedTo: undefined };
    if (found.testedTo) return { rows, testedTo: found.testedTo };
    from = undefined;
  }
  return { rows, testedTo: undefined };
};

/** The ranges from the one that contains the place, none if a filter leaves it out. */
const rangesFrom = ({ ranges }: ScannedList, after: RowPlace | undefined): readonly ListRange[] => {
  const value = after?.values[0] ?? null;
  const start = after ? ranges.findIndex((range) => range.contains(value)) : 0;
  return start < 0 ? [] : ranges.slice(start);
};

/** The ranges up to the one that contains the place, that one first. */
const rangesBefore = (list: ScannedList, after: RowPlace | undefined): readonly ListRange[] => {
  const { ranges } = list;
  const end = after ? ranges.length - rangesFrom(list, after).length + 1 : ranges.length;
  return ranges.slice(0, end).toReversed();
};

/** The order of rows that have null in its first column. */
const afterNull = ([first, ...others]: readonly OrderTerm[]): readonly OrderTerm[] => [
  ...(first ? [{ column: first.column, direction: others[0]?.direction ?? 'asc', isNull: true } as const] : []),
  ...others,
];

const scanRange = async <R extends Row>(
  reader: RowReader,
  { projection, where, orderBy, tests, ranges }: ScannedList,
  range: ListRange,
  { after, limit }: { readonly after: RowPlace | undefined; readonly limit: number },
): Promise<ScannedRows<R>> => {
  const isFixed = range.fixed !== undefined;
  const place = isFixed && range.fixed !== (after?.values[0] ?? null) ? undefined : after;
  // An index that begins with a null is found only if the order names its column.
  const fixed = isFixed && range.fixed !== null ? [range.fixed] : [];
  const within = {
    where: [...where, ...range.where],
    orderBy: range.fixed === null ? afterNull(orderBy) : orderBy.slice(fixed.length),
    ...(place && { after: { ...place, values: place.values.slice(fixed.length) } }),
  };
  if (tests.length === 0) return { rows: await reader.find<R>(projection, { ...within, limit }), testedTo: undefined };
  const isSearch = tests.some(({ is }) => is === 'key-of');
  const maxTested = Math.floor((isSearch ? MAX_SEARCHED : MAX_TESTED) / ranges.length);
  const { rows, testedTo } = await reader.scan<R>(projection, { ...within, tests, maxTested, limit });
  return { rows, testedTo: testedTo && { ...testedTo, values: [...fixed, ...testedTo.values] } };
};
