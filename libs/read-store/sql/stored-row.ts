import type { Json, Row } from '@ledgerdesk/kernel';
import type { KeyedRow, OrderTerm, RowPlace } from '@ledgerdesk/read-store';

/** A row of a projection's table. `body` is the whole row as JSON. */
export interface StoredRow {
  readonly key: string;
  readonly body: string;
}

/** The key and the order columns of a row. */
export type StoredPlace = Readonly<Record<string, Json>> & { readonly key: string };

export const rowPlace = (stored: StoredPlace | undefined, orderBy: readonly OrderTerm[]): RowPlace | undefined =>
  stored && { values: orderBy.map(({ column }) => stored[column] ?? null), key: stored.key };

export const parseRow = <R extends Row>(body: string): R => JSON.parse(body) as R;
export const keyedRow = <R extends Row>({ key, body }: StoredRow): KeyedRow<R> => ({ key, row: parseRow<R>(body) });
