import { isRefusal, refuse, type Refusal, type Row } from '@ledgerdesk/kernel';
import type { Condition, KeyedRow, OrderTerm, RowReader } from '@ledgerdesk/read-store';
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

/** Rows of one projection, filtered and ordered. Order columns contain text or null. */
interface ListQuery {
  readonly projection: string;
  readonly where: readonly Condition[];
  readonly orderBy: readonly OrderTerm[];
}

export const MAX_PAGE = 200;
const DEFAULT_PAGE = 50;

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
  return isRefusal(page) ? page : { ...page, items: page.items.map(({ row }) => row) };
};

/** Like `readPage`, with each row's key and a maximum page size of `maxLimit` rows. */
export const readKeyedPage = async <R extends Row>(
  reader: RowReader,
  list: ListQuery,
  request: PageRequest,
  maxLimit = MAX_PAGE,
): Promise<Page<KeyedRow<R>> | Refusal> => {
  const after = keysetOf(request.cursor, list.orderBy);
  if (isRefusal(after)) return after;
  const { limit = DEFAULT_PAGE } = request;
  if (!Number.isInteger(limit) || limit < 1 || limit > maxLimit) return limitRefused(maxLimit);
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
  encodeCursor({ order: orderName(orderBy), key, values: orderBy.map(({ column }) => textOf(row, column)) });

const textOf = (row: Row, column: string): string | null => {
  const value = row[column];
  return typeof value === 'string' ? value : null;
};

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
