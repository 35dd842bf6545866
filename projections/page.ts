import { isRefusal, refuse, type Refusal, type Row } from '@ledgerdesk/kernel';
import type { Condition, KeyedRow, OrderTerm, RowPlace, RowReader, ScannedRows } from '@ledgerdesk/read-store';
import { decodeCursor, encodeCursor, type Keyset } from './cursor.js';

/** Selects a page: at most `limit` rows (1 to 200, default 50) after `cursor` (default: from the start). */
export interface PageRequest {
  readonly cursor?: string | undefined;
  readonly limit?: number | undefined;
}

/** A page of a list. `next` is the cursor of the following page, absent on the last page. */
export interface Page<R> {
  readonly items: readonly R[];
  readonly next?: string;
}

/** Rows of one projection, filtered and ordered. Order columns contain text or null; `key` is the key of the row. */
export interface ListQuery {
  readonly projection: string;
  readonly where: readonly Condition[];
  readonly orderBy: readonly OrderTerm[];
  /** True if no two rows are equal in the order columns: cursors then leave out the key, which may tell too much. */
  readonly isOrderUnique?: boolean;
}

type PageOrder = Pick<ListQuery, 'orderBy' | 'isOrderUnique'>;

/** Limits the size of a page: the sum of `size` over its rows, which the first row alone may exceed. */
interface SizeLimit<R extends Row> {
  readonly size: (row: R) => number;
  readonly max: number;
  /** Rows to read at a time. Default: ROWS_PER_READ. */
  readonly rowsPerRead?: number;
}

export const MAX_PAGE = 200;
export const DEFAULT_PAGE = 50;
/** Rows that a page with a size limit reads at a time. */
const ROWS_PER_READ = 10;
/** Rows that a page with a test reads at a time. */
const ROWS_PER_TEST = 25;
/** Sorts after every key. */
const LAST_KEY = '\u{10ffff}';

/**
 * Reads a page by keyset, so rows inserted or deleted between two requests do not shift it. The cursor only selects the
 * start; `where` alone decides which rows are visible. Refuses a malformed cursor, a cursor of another order, and a
 * limit out of range.
 */
export const readPage = async <R extends Row>(
  reader: RowReader,
  list: ListQuery,
  request: PageRequest,
): Promise<Page<R> | Refusal> => {
  const page = await readKeyedPage<R>(reader, list, request);
  return isRefusal(page) ? page : rowsOf(page);
};

/** The page without the keys of its rows. */
export const rowsOf = <R extends Row>({ items, ...page }: Page<KeyedRow<R>>): Page<R> => ({
  ...page,
  items: items.map(({ row }) => row),
});

/** Like `readPage`, with each row's key and a maximum page size of `maxLimit` rows. */
const readKeyedPage = async <R extends Row>(
  reader: RowReader,
  list: ListQuery,
  request: PageRequest,
  maxLimit = MAX_PAGE,
): Promise<Page<KeyedRow<R>> | Refusal> => {
  const page = pageStart(list, request, maxLimit);
  if (isRefusal(page)) return page;
  const found = await read<R>(reader, list, page.limit + 1, page.after);
  return pageOf(found.slice(0, page.limit), list, found.length > page.limit);
};

/** Like `readKeyedPage`, and ends the page before a row that exceeds the size limit. */
export const readSizedPage = async <R extends Row>(
  reader: RowReader,
  list: ListQuery,
  request: PageRequest,
  { size, max, rowsPerRead = ROWS_PER_READ }: SizeLimit<R>,
  maxLimit = MAX_PAGE,
): Promise<Page<KeyedRow<R>> | Refusal> => {
  const page = pageStart(list, request, maxLimit);
  if (isRefusal(page)) return page;
  const items: KeyedRow<R>[] = [];
  let { after } = page;
  for (let left = max; ;) {
    const wanted = Math.min(page.limit + 1 - items.length, rowsPerRead);
    const found = await read<R>(reader, list, wanted, after);
    for (const one of found) {
      left -= size(one.row);
      if (items.length === page.limit || (left < 0 && items.length > 0)) return pageOf(items, list, true);
      items.push(one);
    }
    const last = found.at(-1);
    if (!last || found.length < wanted) return pageOf(items, list, false);
    after = keysetAt(last, list);
  }
};

/** A test of rows that is too slow for `where`, and the maximum number of rows to test for a page. */
interface RowTest<R extends Row> {
  readonly accepts: (row: R) => boolean | Promise<boolean>;
  readonly max: number;
  /** Rows to read at a time. Default: ROWS_PER_TEST. */
  readonly rowsPerRead?: number;
}

/** Rows that a page with filters reads, at most. */
const MAX_FILTERED = 1_000;
const ROWS_PER_FILTER = 250;

/**
 * Like `readPage`, of the rows that pass filters without an index: `accepts` is undefined if there are none. At most
 * 1,000 rows are read for a page: it may then have fewer rows than the limit, even none, and a cursor.
 */
export const readFilteredPage = <R extends Row>(
  reader: RowReader,
  list: ListQuery,
  request: PageRequest,
  accepts: ((row: R) => boolean) | undefined,
): Promise<Page<R> | Refusal> =>
  accepts
    ? readTestedPage(reader, list, request, { accepts, max: MAX_FILTERED, rowsPerRead: ROWS_PER_FILTER })
    : readPage(reader, list, request);

/**
 * Like `readPage`, of the rows that a test accepts. A page ends when `max` rows were tested: it may have fewer rows
 * than the limit, even none, and a cursor.
 */
const readTestedPage = async <R extends Row>(
  reader: RowReader,
  list: ListQuery,
  request: PageRequest,
  test: RowTest<R>,
): Promise<Page<R> | Refusal> => {
  const page = pageStart(list, request, MAX_PAGE);
  if (isRefusal(page)) return page;
  const { rows, testedTo } = await testedRows(reader, list, { after: page.after, limit: page.limit + 1 }, test);
  if (rows.length > page.limit) return rowsOf(pageOf(rows.slice(0, page.limit), list, true));
  return rowsOf({ items: rows, ...(testedTo && { next: cursorAt(testedTo, list.orderBy) }) });
};

/** The rows after a place in an order that a test accepts, at most `limit`. Stops when `max` rows were tested. */
export const testedRows = async <R extends Row>(
  reader: RowReader,
  list: ListQuery,
  { after, limit }: { readonly after: RowPlace | undefined; readonly limit: number },
  { accepts, max, rowsPerRead = ROWS_PER_TEST }: RowTest<R>,
): Promise<ScannedRows<R>> => {
  const rows: KeyedRow<R>[] = [];
  let from = after;
  for (let tested = 0; ; tested += rowsPerRead) {
    const found = await read<R>(reader, list, rowsPerRead, from);
    const accepted = await Promise.all(found.map(async (one) => ((await accepts(one.row)) ? [one] : [])));
    rows.push(...accepted.flat());
    if (rows.length >= limit) return { rows: rows.slice(0, limit), testedTo: undefined };
    const last = found.at(-1);
    if (!last || found.length < rowsPerRead) return { rows, testedTo: undefined };
    from = keysetAt(last, list);
    if (tested + rowsPerRead >= max) return { rows, testedTo: from };
  }
};

const pageStart = (
  list: Pick<ListQuery, 'orderBy'>,
  { cursor, limit }: PageRequest,
  maxLimit: number,
): { readonly after: RowPlace | undefined; readonly limit: number } | Refusal => {
  const after = cursor === undefined ? undefined : (placeIn(cursor, list.orderBy) ?? cursorRefused());
  if (isRefusal(after)) return after;
  const size = limitOf(limit, maxLimit);
  return isRefusal(size) ? size : { after, limit: size };
};

/** The size of a page. Refuses one out of range. */
export const limitOf = (limit: number | undefined, maxLimit: number): number | Refusal => {
  const size = limit ?? DEFAULT_PAGE;
  return Number.isInteger(size) && size >= 1 && size <= maxLimit ? size : limitRefused(maxLimit);
};

const read = <R extends Row>(
  reader: RowReader,
  { projection, where, orderBy, isOrderUnique = false }: ListQuery,
  limit: number,
  after: RowPlace | undefined,
): Promise<readonly KeyedRow<R>[]> =>
  reader.find<R>(projection, {
    where,
    orderBy,
    limit,
    ...(after && { after: { values: after.values, key: isOrderUnique ? LAST_KEY : after.key } }),
  });

const pageOf = <R extends Row>(items: readonly KeyedRow<R>[], list: PageOrder, hasMore: boolean): Page<KeyedRow<R>> => {
  const last = items.at(-1);
  return hasMore && last ? { items, next: encodeCursor(keysetAt(last, list)) } : { items };
};

const keysetAt = ({ key, row }: KeyedRow, { orderBy, isOrderUnique = false }: PageOrder): Keyset => ({
  order: orderName(orderBy, 'after'),
  key: isOrderUnique ? '' : key,
  values: orderBy.map(({ column }) => (column === 'key' ? key : textOf(row, column))),
});

/** Where a row is in a list. */
export const placeOf = (row: KeyedRow, orderBy: readonly OrderTerm[]): RowPlace => keysetAt(row, { orderBy });

const textOf = (row: Row, column: string): string | null => {
  const value = row[column];
  return typeof value === 'string' ? value : null;
};

/** The direction in which a cursor continues. */
type CursorSide = 'after' | 'before';

/** The cursor of the rows after a place in a list, or before it. Of a longer place it takes the list's columns. */
export const cursorAt = (
  { values, key }: RowPlace,
  orderBy: readonly OrderTerm[],
  side: CursorSide = 'after',
): string =>
  encodeCursor({
    order: orderName(orderBy, side),
    values: values.slice(0, orderBy.length).map((value) => (typeof value === 'string' ? value : null)),
    key,
  });

/** Names an order and a direction. A cursor carries the name, so it is valid only for lists with the same order. */
const orderName = (orderBy: readonly OrderTerm[], side: CursorSide): string =>
  (side === 'before' ? 'before ' : '') + orderBy.map(({ column, direction }) => `${column} ${direction}`).join();

/** The place that a cursor names; undefined for one of another order or direction, and a malformed one. */
export const placeIn = (
  cursor: string,
  orderBy: readonly OrderTerm[],
  side: CursorSide = 'after',
): RowPlace | undefined => decodeCursor(cursor, orderName(orderBy, side), orderBy.length);

export const cursorRefused = (): Refusal =>
  refuse(
    'invalid',
    'cursor-malformed',
    'The cursor is malformed or belongs to a list with another order. Repeat the request without a cursor.',
  );

const limitRefused = (maxLimit: number): Refusal =>
  refuse('invalid', 'limit-out-of-range', `The limit must be an integer from 1 to ${maxLimit}.`);
