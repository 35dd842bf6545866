import type { Projection } from '@ledgerdesk/kernel';
import { TableMismatch, type ProjectionRef } from '@ledgerdesk/read-store';
import { quote, tableName, versionsAmong } from '../sql/names.js';
import type { Connection } from './connection.js';
import { createCounts } from './kept-counts.js';
import { createSearchIndex } from './search-index.js';

export const tableId = (projection: ProjectionRef): string => quote(tableName(projection));

/** SQL types of the table's columns by name, in order. `key` and `body` are reserved. */
const columnsOf = ({ table }: Projection): Map<string, string> =>
  new Map([
    ['key', 'TEXT'],
    ...Object.entries(table.columns).map(([column, type]) => [column, type.toUpperCase()] as const),
    ['body', 'TEXT'],
  ]);

const constraintOf = (column: string): string =>
  column === 'key' ? ' NOT NULL PRIMARY KEY' : column === 'body' ? ' NOT NULL' : '';

/** Creates the table and indexes of a projection version if missing. Throws TableMismatch. */
export const createTable = (connection: Connection, projection: Projection): void => {
  const table = tableName(projection);
  const columns = columnsOf(projection);
  const definitions = [...columns].map(([column, type]) => `${quote(column)} ${type}${constraintOf(column)}`);
  connection.database.exec(`CREATE TABLE IF NOT EXISTS ${quote(table)} (${definitions.join(', ')})`);
  assertShape(connection, table, columns);
  createSearchIndex(connection, projection);
  createCounts(connection, projection);
  for (const index of projection.table.indexes) {
    const name = quote([table, ...index].join('_'));
    connection.database.exec(`CREATE INDEX IF NOT EXISTS ${name} ON ${quote(table)} (${index.map(quote).join(', ')})`);
  }
};

const assertShape = (connection: Connection, table: string, columns: ReadonlyMap<string, string>): void => {
  const found = connection.all<{ column: string }>(
    "SELECT name || ' ' || type AS column FROM pragma_table_info(?)",
    table,
  );
  const actual = found.map(({ column }) => column).join(', ');
  const expected = [...columns].map(([column, type]) => `${column} ${type}`).join(', ');
  if (actual !== expected) throw new TableMismatch(table, actual, expected);
};

/** Versions of the projection that have a table. */
export const versionsOf = (connection: Connection, name: string): number[] =>
  versionsAmong(
    connection.all<{ name: string }>("SELECT name FROM sqlite_schema WHERE type = 'table'").map((table) => table.name),
    name,
  );

/** Inserts a row. Parameters: key, columns in the order of the table shape, body. */
export const insertInto = (projection: Projection): string => {
  const columns = ['key', ...Object.keys(projection.table.columns), 'body'].map(quote);
  return `INSERT INTO ${tableId(projection)} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`;
};

/** Selects the columns of a row, without its body. Parameter: key. */
export const selectColumns = (projection: Projection): string => {
  const columns = ['key', ...Object.keys(projection.table.columns)].map(quote);
  return `SELECT ${columns.join(', ')} FROM ${tableId(projection)} WHERE key = ?`;
};

/** Changes some columns of a row and its body. Parameters: the values of these columns, body, key. */
export const updateOf = (projection: Projection, columns: readonly string[]): string => {
  const changes = [...columns, 'body'].map((column) => `${quote(column)} = ?`);
  return `UPDATE ${tableId(projection)} SET ${changes.join(', ')} WHERE key = ?`;
};
