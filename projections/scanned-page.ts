import { isRefusal, type Json, type Refusal, type Row } from '@ledgerdesk/kernel';
import type {
  ColumnCondition,
  Condition,
  KeyedRow,
  OrderTerm,
  RowPlace,
  RowReader,
  ScannedRows,
} from '@ledgerdesk/read-store';
import { cursorRefused, type Page, type PageRequest, placeIn } from './page.js';
import { type Reading, readTwoWayPage, type TwoWayPage, type TwoWayRequest } from './two-way-page.js';

/** Rows that are tested for a page at most. */
export const MAX_TESTED = 1_000;
/** Rows whose texts are searched for a page at most: a text is read from another table, which takes longer. */
export const MAX_SEARCHED = 500;

/** A part of a list: rows with some values of the first order column. */
export interface ListRange {
  readonly where: readonly ColumnCondition[];
  /** The value of the first order column that all its rows have: they are read in the order of the others. */
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

/** Like `readScannedPage`, in the order of the list only: refuses a cursor of the page before, too. */
export const readForwardPage = async <R extends Row>(
  reader: RowReader,
  list: ScannedList,
  { cursor, limit }: PageRequest,
): Promise<Page<R> | Refusal> => {
  if (cursor !== undefined && !placeIn(cursor, list.orderBy)) return cursorRefused();
  const page = await readScannedPage<R>(reader, list, { cursor, limit });
  if (isRefusal(page)) return page;
  const { previous: _, ...forward } = page;
  return forward;
};

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

const scanRange = async <R extends Row>(
  reader: RowReader,
  { projection, where, orderBy, tests, ranges }: ScannedList,
  range: ListRange,
  { after, limit }: { readonly after: RowPlace | undefined; readonly limit: number },
): Promise<ScannedRows<R>> => {
  const fixed = range.fixed === undefined ? [] : [range.fixed];
  const place = fixed.every((value) => value === (after?.values[0] ?? null)) ? after : undefined;
  const within = {
    where: [...where, ...range.where],
    orderBy: orderBy.slice(fixed.length),
    ...(place && { after: { ...place, values: place.values.slice(fixed.length) } }),
  };
  if (tests.length === 0) return { rows: await reader.find<R>(projection, { ...within, limit }), testedTo: undefined };
  const isSearch = tests.some(({ is }) => is === 'key-of');
  const maxTested = Math.floor((isSearch ? MAX_SEARCHED : MAX_TESTED) / ranges.length);
  const { rows, testedTo } = await reader.scan<R>(projection, { ...within, tests, maxTested, limit });
  return { rows, testedTo: testedTo && { ...testedTo, values: [...fixed, ...testedTo.values] } };
};
