import type { Projection, Row } from '@ledgerdesk/kernel';
import { columnValues, InvalidColumnValue, type Batch, type ColumnValue } from '@ledgerdesk/read-store';
import { quote } from '../sql/names.js';
import type { Schema } from './schema.js';
import { GRAMS_TYPE, gramsIn } from './search-index.js';
import { columnsOf } from './tables.js';
import { isStorableText } from './text.js';

export interface Statement {
  readonly sql: string;
  readonly values: readonly unknown[];
}

const ROWS_PER_STATEMENT = 1_000;

/** Statements that write and delete the rows of a batch. Throws InvalidColumnValue. */
export const changesOf = (schema: Schema, projection: Projection, rows: Batch['rows']): Statement[] => {
  const table = schema.rows(projection);
  const deleted: string[] = [];
  const upserted: ColumnValue[][] = [];
  for (const [key, row] of rows) {
    if (row === undefined) deleted.push(key);
    else upserted.push(cellsOf(projection, key, row));
  }
  const deletion = {
    sql: `DELETE FROM ${table} WHERE key = ANY($1::text[])`,
    values: [deleted.filter(isStorableText)],
  };
  return [...upserts(table, projection, upserted), ...(deleted.length > 0 ? [deletion] : [])];
};

/** Key, columns in the order of the table shape, body. The body is JSON, which escapes text that PostgreSQL rejects. */
const cellsOf = (projection: Projection, key: string, row: Row): ColumnValue[] => {
  const cells = [key, ...columnValues(projection.table, row)];
  const unfit = cells.findIndex((cell) => typeof cell === 'string' && !isStorableText(cell));
  const column = [...columnsOf(projection).keys()][unfit];
  if (column !== undefined) throw new InvalidColumnValue(column, 'text', 'text with U+0000 or a lone surrogate');
  return [...cells, JSON.stringify(row), ...(projection.table.search ? [gramsIn(projection, row)] : [])];
};

/** One array parameter per column, so that the SQL text does not depend on the number of rows. */
const upserts = (table: string, projection: Projection, rows: readonly ColumnValue[][]): Statement[] => {
  const columns = columnsOf(projection);
  const sql = upsertInto(table, columns);
  const statements: Statement[] = [];
  for (let start = 0; start < rows.length; start += ROWS_PER_STATEMENT) {
    const chunk = rows.slice(start, start + ROWS_PER_STATEMENT);
    statements.push({ sql, values: Array.from(columns, (_, at) => chunk.map((row) => row[at])) });
  }
  return statements;
};

const upsertInto = (table: string, columns: ReadonlyMap<string, string>): string => {
  const names = [...columns.keys()].map(quote);
  // PostgreSQL has no arrays of arrays of different lengths: those of grams are passed as text.
  const values = [...columns.values()].map((type, at) => `$${at + 1}::${type === GRAMS_TYPE ? 'text' : type}[]`);
  const cells = [...columns].map(([name, type]) => `${quote(name)}::${type}`);
  const updates = names.slice(1).map((name) => `${name} = excluded.${name}`);
  return `INSERT INTO ${table} (${names.join(', ')})
    SELECT ${cells.join(', ')} FROM unnest(${values.join(', ')}) AS cells (${names.join(', ')})
    ON CONFLICT (key) DO UPDATE SET ${updates.join(', ')}`;
};
