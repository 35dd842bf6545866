import { isList, type Json } from '@ledgerdesk/kernel';
import type { RowCount, ScannedCounts } from '@ledgerdesk/read-store';

/** A row of the table with the kept numbers of rows. */
export interface StoredCount {
  readonly kind: string;
  readonly rows: number;
}

/** A row of a count of scanned rows, with the values of the columns that it groups by. */
export type StoredScanCount = Readonly<Record<string, Json>> & { readonly found: number; readonly tested: number };

const valueOf = (value: unknown): Json => (typeof value === 'string' || typeof value === 'number' ? value : null);

export const rowCount = ({ kind, rows }: StoredCount): RowCount => {
  const values: unknown = JSON.parse(kind);
  return { values: isList(values) ? values.map(valueOf) : [], rows };
};

export const scannedCounts = (stored: readonly StoredScanCount[], by: readonly string[]): ScannedCounts => ({
  counts: stored
    .filter(({ found }) => found > 0)
    .map((group) => ({ values: by.map((column) => group[column] ?? null), rows: group.found })),
  tested: stored.reduce((sum, { tested }) => sum + tested, 0),
});
