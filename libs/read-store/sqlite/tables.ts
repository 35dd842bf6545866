import type { Projection } from '@ledgerdesk/kernel';
import { TableMismatch, type ProjectionRef } from '@ledgerdesk/read-store';
import { quote, tableName, versionsAmong } from '../sql/names.js';
import type { Connection } from './connection.js';
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

/** Inserts or replaces a row. Parameters: key, columns in the order of the table shape, body. */
export const upsertInto = (projection: Projection): string => {
  const columns = ['key', ...Object.keys(projection.table.columns), 'body'].map(quote);
  const updates = columns.slice(1).map((column) => `${column} = excluded.${column}`);
  return `INSERT INTO ${tableId(projection)} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})
    ON CONFLICT DO UPDATE SET ${updates.join(', ')}`;
};
