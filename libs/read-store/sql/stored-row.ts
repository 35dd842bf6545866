import type { Json, Row } from '@ledgerdesk/kernel';
import type { ColumnValue, KeyedRow, OrderTerm, RowImage, RowPlace } from '@ledgerdesk/read-store';

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

/** A stored row with all columns of its table. */
export type StoredColumns = StoredRow & Readonly<Record<string, ColumnValue>>;

export const rowImage = ({ key, body, ...columns }: StoredColumns): RowImage => ({ key, body, columns });
