import type { Projection, Row } from '@ledgerdesk/kernel';
import { columnValues, InvalidColumnValue, type Batch, type ColumnValue } from '@ledgerdesk/read-store';
import { quote } from '../sql/names.js';
import type { Schema } from './schema.js';
import { columnsOf } from './tables.js';
import { isKeepable } from './text.js';

export interface Statement {
  readonly sql: string;
  readonly values: readonly unknown[];
}

const ROWS_AT_A_TIME = 1_000;

/** The statements that bring the rows of a batch to where they are afterwards. Throws UnfitRow. */
export const changesOf = (schema: Schema, projection: Projection, rows: Batch['rows']): Statement[] => {
  const table = schema.rows(projection);
  const gone: string[] = [];
  const kept: ColumnValue[][] = [];
  for (const [key, row] of rows) {
    if (row === undefined) gone.push(key);
    else kept.push(cellsOf(projection, key, row));
  }
  const removal = { sql: `DELETE FROM ${table} WHERE key = ANY($1::text[])`, values: [gone.filter(isKeepable)] };
  return [...upserts(table, projection, kept), ...(gone.length > 0 ? [removal] : [])];
};

/** Key, columns in the order of the shape, body. The body is JSON, which escapes what PostgreSQL cannot keep. */
const cellsOf = (projection: Projection, key: string, row: Row): ColumnValue[] => {
  const cells = [key, ...columnValues(projection.table, row)];
  const unfit = cells.findIndex((cell) => typeof cell === 'string' && !isKeepable(cell));
  const column = [...columnsOf(projection).keys()][unfit];
  if (column !== undefined) throw new InvalidColumnValue(column, 'text', 'text with U+0000 or half a surrogate pair');
  return [...cells, JSON.stringify(row)];
};

/** A column of values at a time, so that the text of the statement stays the same, however many rows it writes. */
const upserts = (table: string, projection: Projection, rows: readonly ColumnValue[][]): Statement[] => {
  const columns = columnsOf(projection);
  const sql = upsertInto(table, columns);
  const statements: Statement[] = [];
  for (let start = 0; start < rows.length; start += ROWS_AT_A_TIME) {
    const chunk = rows.slice(start, start + ROWS_AT_A_TIME);
    statements.push({ sql, values: Array.from(columns, (_, at) => chunk.map((row) => row[at])) });
  }
  return statements;
};

const upsertInto = (table: string, columns: ReadonlyMap<string, string>): string => {
  const names = [...columns.keys()].map(quote);
  const values = [...columns.values()].map((type, at) => `$${at + 1}::${type}[]`);
  const updates = names.slice(1).map((name) => `${name} = excluded.${name}`);
  return `INSERT INTO ${table} (${names.join(', ')}) SELECT * FROM unnest(${values.join(', ')})
    ON CONFLICT (key) DO UPDATE SET ${updates.join(', ')}`;
};
