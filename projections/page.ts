import { isRefusal, refuse, type Refusal, type Row } from '@ledgerdesk/kernel';
import type { Condition, KeyedRow, OrderTerm, RowReader } from '@ledgerdesk/read-store';
import { decodeCursor, encodeCursor, type CursorPlace } from './cursor.js';

/** Which page of a list: after which cursor (none: the first), and how many rows, 1 to 200 (default 50). */
export interface PageRequest {
  readonly cursor?: string | undefined;
  readonly limit?: number | undefined;
}

/** A page of a list; `next` is the cursor of the page that follows, left out on the last. */
export interface Page<R> {
  readonly items: readonly R[];
  readonly next?: string;
}

/** A list of one projection: which rows, in which order. Order columns hold text or null. */
export interface ListQuery {
  readonly projection: string;
  readonly where: readonly Condition[];
  readonly orderBy: readonly OrderTerm[];
}

export const MAX_PAGE = 200;
const DEFAULT_PAGE = 50;

/**
 * Reads a page by keyset: rows that come or go meanwhile never shift it. The cursor says only where to go on; which
 * rows are seen is decided by `where` alone. Refuses a cursor that no list of this order gave out, and a limit out of range.
 */
export const readPage = async <R extends Row>(
  reader: RowReader,
  list: ListQuery,
  request: PageRequest,
): Promise<Page<R> | Refusal> => {
  const page = await readKeyedPage<R>(reader, list, request);
  return isRefusal(page) ? page : { ...page, items: page.items.map(({ row }) => row) };
};

/** The same, each row with its key, and with at most so many rows. */
export const readKeyedPage = async <R extends Row>(
  reader: RowReader,
  list: ListQuery,
  request: PageRequest,
  most = MAX_PAGE,
): Promise<Page<KeyedRow<R>> | Refusal> => {
  const after = placeOf(request.cursor, list.orderBy);
  if (isRefusal(after)) return after;
  const { limit = DEFAULT_PAGE } = request;
  if (!Number.isInteger(limit) || limit < 1 || limit > most) return limitRefused(most);
  const { projection, where, orderBy } = list;
  const found = await reader.find<R>(projection, {
    where,
    orderBy,
    limit: limit + 1,
    ...(after && { after: { values: after.values, key: after.key } }),
  });
  return pageOf(found, limit, orderBy);
};

const pageOf = <R extends Row>(
  found: readonly KeyedRow<R>[],
  limit: number,
  orderBy: readonly OrderTerm[],
): Page<KeyedRow<R>> => {
  const items = found.slice(0, limit);
  const last = items.at(-1);
  return found.length > limit && last ? { items, next: cursorAt(last, orderBy) } : { items };
};

const cursorAt = ({ key, row }: KeyedRow, orderBy: readonly OrderTerm[]): string =>
  encodeCursor({ order: nameOf(orderBy), key, values: orderBy.map(({ column }) => textOf(row, column)) });

const textOf = (row: Row, column: string): string | null => {
  const value = row[column];
  return typeof value === 'string' ? value : null;
};

/** A place in one order is none in another: a cursor names its own. */
const nameOf = (orderBy: readonly OrderTerm[]): string =>
  orderBy.map(({ column, direction }) => `${column} ${direction}`).join();

const placeOf = (cursor: string | undefined, orderBy: readonly OrderTerm[]): CursorPlace | Refusal | undefined =>
  cursor === undefined ? undefined : (decodeCursor(cursor, nameOf(orderBy), orderBy.length) ?? cursorRefused());

const cursorRefused = (): Refusal =>
  refuse(
    'invalid',
    'cursor-malformed',
    'This cursor was not given out by this list in this order. Start again without a cursor.',
  );

const limitRefused = (most: number): Refusal =>
  refuse('invalid', 'limit-out-of-range', `A page holds 1 to ${most} rows. Ask for a whole number in that range.`);
