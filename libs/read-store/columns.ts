import type { Json, Row, TableShape } from '@ledgerdesk/kernel';
import { InvalidColumnValue } from './errors.js';

export type ColumnValue = string | number | null;

/** What a row puts into a column. Integers are whole and at most 2^53 − 1 in size; true and false become 1 and 0. */
export const columnValue = (column: string, type: 'text' | 'integer', value: Json | undefined): ColumnValue => {
  if (value === undefined || value === null) return null;
  if (type === 'text' && typeof value === 'string') return value;
  if (type === 'integer' && typeof value === 'number' && Number.isSafeInteger(value)) return value;
  if (type === 'integer' && typeof value === 'boolean') return Number(value);
  throw new InvalidColumnValue(
    column,
    type,
    typeof value === 'number' ? 'a number beyond 2^53 − 1 or with a fraction' : typeof value,
  );
};

/** The values of all columns of a table for one row, in the order of the shape. Throws UnfitRow. */
export const columnValues = (table: TableShape, row: Row): ColumnValue[] =>
  Object.entries(table.columns).map(([column, type]) => columnValue(column, type, row[column]));

/** Throws UnfitRow unless every column of the table can take its value from the row. */
export const assertFits = (table: TableShape, row: Row): void => {
  for (const column in table.columns) {
    const type = table.columns[column];
    if (type) columnValue(column, type, row[column]);
  }
};
