import { isRefusal, refuse, type Refusal, type Row } from '@ledgerdesk/kernel';
import type { Condition, KeyedRow, OrderTerm, RowPlace, RowReader } from '@ledgerdesk/read-store';
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
interface ListQuery {
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
export const readTestedPage = async <R extends Row>(
  reader: RowReader,
  list: ListQuery,
  request: PageRequest,
  { accepts, max, rowsPerRead = ROWS_PER_TEST }: RowTest<R>,
): Promise<Page<R> | Refusal> => {
  const page = pageStart(list, request, MAX_PAGE);
  if (isRefusal(page)) return page;
  const items: KeyedRow<R>[] = [];
  let { after } = page;
  for (let tested = 0; ; tested += rowsPerRead) {
    const found = await read<R>(reader, list, rowsPerRead, after);
    const accepted = await Promise.all(found.map(async (one) => ((await accepts(one.row)) ? [one] : [])));
    for (const one of accepted.flat()) {
      if (items.length === page.limit) return rowsOf(pageOf(items, list, true));
      items.push(one);
    }
    const last = found.at(-1);
    if (!last || found.length < rowsPerRead) return rowsOf({ items });
    after = keysetAt(last, list);
    if (tested + rowsPerRead >= max) return rowsOf({ items, next: encodeCursor(after) });
  }
};

export const pageStart = (
  list: Pick<ListQuery, 'orderBy'>,
  { cursor, limit = DEFAULT_PAGE }: PageRequest,
  maxLimit: number,
): { readonly after: Keyset | undefined; readonly limit: number } | Refusal => {
  const after = keysetOf(cursor, list.orderBy);
  if (isRefusal(after)) return after;
  return Number.isInteger(limit) && limit >= 1 && limit <= maxLimit ? { after, limit } : limitRefused(maxLimit);
};

const read = <R extends Row>(
  reader: RowReader,
  { projection, where, orderBy, isOrderUnique = false }: ListQuery,
  limit: number,
  after: Keyset | undefined,
): Promise<readonly KeyedRow<R>[]> =>
  reader.find<R>(projection, {
    where,
    orderBy,
    limit,
    ...(after && { after: { values: after.values, key: isOrderUnique ? LAST_KEY : after.key } }),
  });

export const pageOf = <R extends Row>(
  items: readonly KeyedRow<R>[],
  list: PageOrder,
  hasMore: boolean,
): Page<KeyedRow<R>> => {
  const last = items.at(-1);
  return hasMore && last ? { items, next: encodeCursor(keysetAt(last, list)) } : { items };
};

const keysetAt = ({ key, row }: KeyedRow, { orderBy, isOrderUnique = false }: PageOrder): Keyset => ({
  order: orderName(orderBy),
  key: isOrderUnique ? '' : key,
  values: orderBy.map(({ column }) => (column === 'key' ? key : textOf(row, column))),
});

const textOf = (row: Row, column: string): string | null => {
  const value = row[column];
  return typeof value === 'string' ? value : null;
};

/** The cursor of the rows after a place in a list. */
export const cursorAt = ({ values, key }: RowPlace, orderBy: readonly OrderTerm[]): string =>
  encodeCursor({
    order: orderName(orderBy),
    values: values.map((value) => (typeof value === 'string' ? value : null)),
    key,
  });

/** Names an order. A cursor carries the name, so it is valid only for lists with the same order. */
const orderName = (orderBy: readonly OrderTerm[]): string =>
  orderBy.map(({ column, direction }) => `${column} ${direction}`).join();

const keysetOf = (cursor: string | undefined, orderBy: readonly OrderTerm[]): Keyset | Refusal | undefined =>
  cursor === undefined ? undefined : (decodeCursor(cursor, orderName(orderBy), orderBy.length) ?? cursorRefused());

const cursorRefused = (): Refusal =>
  refuse(
    'invalid',
    'cursor-malformed',
    'The cursor is malformed or belongs to a list with another order. Repeat the request without a cursor.',
  );

const limitRefused = (maxLimit: number): Refusal =>
  refuse('invalid', 'limit-out-of-range', `The limit must be an integer from 1 to ${maxLimit}.`);
