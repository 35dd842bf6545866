import { isRefusal, type Refusal, type Row } from '@ledgerdesk/kernel';
import type { OrderTerm, RowPlace, ScannedRows } from '@ledgerdesk/read-store';
import { cursorAt, cursorRefused, limitOf, MAX_PAGE, type Page, type PageRequest, placeIn, placeOf } from './page.js';

/** Selects a page of a list that is read in both directions. */
export interface TwoWayRequest extends PageRequest {
  /** The last page instead of the first. Without effect with a cursor, which names a place itself. */
  readonly last?: boolean | undefined;
}

/** A page with the cursors of those before and after it. An empty page has only the one in the direction of reading. */
export interface TwoWayPage<R> extends Page<R> {
  readonly previous?: string;
}

/** How rows of a list are read: in its order, or towards its beginning in the reverse order. */
export interface Reading {
  readonly orderBy: readonly OrderTerm[];
  readonly after: RowPlace | undefined;
  readonly limit: number;
  readonly isBackward: boolean;
}

/** Where a page starts, as cursors and `last` say. */
type Start = Omit<Reading, 'orderBy'>;

const hasKey = (orderBy: readonly OrderTerm[]): boolean => orderBy.some(({ column }) => column === 'key');

const turned = ({ column, direction, required = false }: OrderTerm): OrderTerm => ({
  column,
  direction: direction === 'asc' ? 'desc' : 'asc',
  ...(required ? { required } : { nulls: 'first' }),
});

/** The reverse of an order, also of rows that are equal in its columns. */
const reversed = (orderBy: readonly OrderTerm[]): readonly OrderTerm[] => [
  ...orderBy.map(turned),
  ...(hasKey(orderBy) ? [] : [{ column: 'key', direction: 'desc', required: true } as const]),
];

/** A place in a list as a place in its reverse order. */
const turnedPlace = ({ values, key }: RowPlace, orderBy: readonly OrderTerm[]): RowPlace => ({
  values: hasKey(orderBy) ? values : [...values, key],
  key,
});

const startOf = (orderBy: readonly OrderTerm[], { cursor, limit, last = false }: TwoWayRequest): Start | Refusal => {
  const size = limitOf(limit, MAX_PAGE);
  if (isRefusal(size)) return size;
  if (cursor === undefined) return { after: undefined, limit: size, isBackward: last };
  const after = placeIn(cursor, orderBy, 'after');
  if (after) return { after, limit: size, isBackward: false };
  const before = placeIn(cursor, orderBy, 'before');
  return before ? { after: turnedPlace(before, orderBy), limit: size, isBackward: true } : cursorRefused();
};

/**
 * Reads a page by keyset from either end of a list, or beside another page. `read` returns rows in the order that it is
 * given. Refuses a malformed cursor, a cursor of another order, and a limit out of range.
 */
export const readTwoWayPage = async <R extends Row>(
  orderBy: readonly OrderTerm[],
  request: TwoWayRequest,
  read: (reading: Reading) => Promise<ScannedRows<R>>,
): Promise<TwoWayPage<R> | Refusal> => {
  const start = startOf(orderBy, request);
  if (isRefusal(start)) return start;
  const { limit, isBackward } = start;
  const { rows, testedTo } = await read({
    ...start,
    orderBy: isBackward ? reversed(orderBy) : orderBy,
    limit: limit + 1,
  });
  const shown = rows.slice(0, limit);
  const [first, last] = [shown.at(0), shown.at(-1)];
  const ahead = rows.length > limit ? last && placeOf(last, orderBy) : testedTo;
  const behind = request.cursor === undefined ? undefined : first && placeOf(first, orderBy);
  const [before, after] = isBackward ? [ahead, behind] : [behind, ahead];
  return {
    items: (isBackward ? shown.toReversed() : shown).map(({ row }) => row),
    ...(after && { next: cursorAt(after, orderBy) }),
    ...(before && { previous: cursorAt(before, orderBy, 'before') }),
  };
};
