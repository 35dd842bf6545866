import type { Json, Row, TableShape } from '@ledgerdesk/kernel';
import { InvalidColumnValue } from './errors.js';

export type ColumnValue = string | number | null;

/**
 * Converts a field of a row to the value of its column. Integers are safe integers (at most 2^53 − 1 in size); booleans
 * become 1 and 0. Throws InvalidColumnValue.
 */
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

type Columns = readonly (readonly [column: string, type: 'text' | 'integer'])[];

const columnsOfTables = new WeakMap<TableShape, Columns>();

/** The columns of a table in order. They are listed once: rows are written one by one. */
const columnsOf = (table: TableShape): Columns => {
  const known = columnsOfTables.get(table);
  if (known) return known;
  const columns = Object.entries(table.columns);
  columnsOfTables.set(table, columns);
  return columns;
};

/** The column values of a row, in the order of the table's columns. Throws InvalidColumnValue. */
export const columnValues = (table: TableShape, row: Row): ColumnValue[] =>
  columnsOf(table).map(([column, type]) => columnValue(column, type, row[column]));

/** Throws InvalidColumnValue unless every column can store the row's value. */
export const assertFits = (table: TableShape, row: Row): void => {
  for (const [column, type] of columnsOf(table)) columnValue(column, type, row[column]);
};

/** Converts a value to compare with to the value of a column. Throws TypeError if no column can store it. */
export const columnOperand = (value: Json): ColumnValue => {
  if (typeof value === 'boolean') return Number(value);
  if (value === null || typeof value === 'string' || typeof value === 'number') return value;
  throw new TypeError(
    `A column can only be compared with text, a number, a boolean or null, not with ${JSON.stringify(value)}.`,
  );
};
