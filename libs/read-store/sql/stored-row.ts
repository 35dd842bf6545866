import type { Row } from '@ledgerdesk/kernel';
import type { KeyedRow } from '@ledgerdesk/read-store';

/** A row of a projection's table. `body` is the whole row as JSON. */
export interface StoredRow {
  readonly key: string;
  readonly body: string;
}

export const parseRow = <R extends Row>(body: string): R => JSON.parse(body) as R;
export const keyedRow = <R extends Row>({ key, body }: StoredRow): KeyedRow<R> => ({ key, row: parseRow<R>(body) });
