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
import { cursorAt, MAX_PAGE, type Page, pageOf, type PageRequest, pageStart, rowsOf } from './page.js';

/** Rows that are tested for a page at most. */
export const MAX_TESTED = 1_000;
/** Rows whose texts are searched for a page at most: a text is read from another table, which takes longer. */
export const MAX_SEARCHED = 500;

/** A part of a list: rows with some values of the first order column. */
export interface ListRange {
  readonly where: readonly ColumnCondition[];
  /** Returns true if the range contains rows with this value. */
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
export const readScannedPage = async <R extends Row>(
  reader: RowReader,
  list: ScannedList,
  request: PageRequest,
): Promise<Page<R> | Refusal> => {
  const start = pageStart(list, request, MAX_PAGE);
  if (isRefusal(start)) return start;
  const items: KeyedRow<R>[] = [];
  let { after }: { after?: RowPlace | undefined } = start;
  for (const range of rangesFrom(list, after)) {
    const { rows, testedTo } = await scanRange<R>(reader, list, range, {
      after,
      limit: start.limit + 1 - items.length,
    });
    items.push(...rows);
    if (items.length > start.limit) return rowsOf(pageOf(items.slice(0, start.limit), list, true));
    if (testedTo) return rowsOf({ items, next: cursorAt(testedTo, list.orderBy) });
    after = undefined;
  }
  return rowsOf({ items });
};

/** The ranges from the one that contains the place. */
const rangesFrom = ({ ranges }: ScannedList, after: RowPlace | undefined): readonly ListRange[] => {
  const value = after?.values[0] ?? null;
  return after ? ranges.slice(ranges.findIndex((range) => range.contains(value))) : ranges;
};

const scanRange = async <R extends Row>(
  reader: RowReader,
  { projection, where, orderBy, tests, ranges }: ScannedList,
  range: ListRange,
  { after, limit }: { readonly after: RowPlace | undefined; readonly limit: number },
): Promise<ScannedRows<R>> => {
  const within = { where: [...where, ...range.where], orderBy };
  if (tests.length === 0)
    return {
      rows: await reader.find<R>(projection, { ...within, limit, ...(after && { after }) }),
      testedTo: undefined,
    };
  const isSearch = tests.some(({ is }) => is === 'key-of');
  const maxTested = Math.floor((isSearch ? MAX_SEARCHED : MAX_TESTED) / ranges.length);
  return reader.scan<R>(projection, { ...within, tests, maxTested, limit, ...(after && { after }) });
};
