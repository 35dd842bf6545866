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

/**
 * Creates the table of a projection version if missing, without the indexes that only queries use: to insert rows into
 * each of them, in the order of events, costs more than to create them from all rows. Throws TableMismatch.
 */
export const createTable = (connection: Connection, projection: Projection): void => {
  const table = tableName(projection);
  const columns = columnsOf(projection);
  const definitions = [...columns].map(([column, type]) => `${quote(column)} ${type}${constraintOf(column)}`);
  connection.database.exec(`CREATE TABLE IF NOT EXISTS ${quote(table)} (${definitions.join(', ')})`);
  assertShape(connection, table, columns);
  createSearchIndex(connection, projection);
  createCounts(connection, projection);
};

/** The statements that create the indexes of a projection version if missing, one for each. */
export const indexDefinitions = (projection: Projection): readonly string[] => {
  const table = tableName(projection);
  return projection.table.indexes.map((index) => {
    const name = quote([table, ...index].join('_'));
    return `CREATE INDEX IF NOT EXISTS ${name} ON ${quote(table)} (${index.map(quote).join(', ')})`;
  });
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

/** The statements that write rows of a projection. */
export interface RowStatements {
  /** Inserts a row. Parameters: key, columns in the order of the table shape, body. */
  readonly insert: string;
  /** Selects the columns of a row in the order of the table shape, without key and body. Parameter: key. */
  readonly select: string;
  /** Deletes a row. Parameter: key. */
  readonly remove: string;
  /**
   * Changes some columns of a row, given by their places in the table shape, and its body. Parameters: the values of
   * these columns, body, key.
   */
  update(columns: readonly number[]): string;
}

const statements = new WeakMap<Projection, RowStatements>();

/** The statements of a projection. Their texts are made once: making them takes as long as running them. */
export const rowStatements = (projection: Projection): RowStatements => {
  const known = statements.get(projection);
  if (known) return known;
  const made = statementsOf(projection);
  statements.set(projection, made);
  return made;
};

const statementsOf = (projection: Projection): RowStatements => {
  const table = tableId(projection);
  const names = Object.keys(projection.table.columns).map(quote);
  const columns = ['key', ...names];
  const updates = new Map<string, string>();
  const updateOf = (changed: readonly number[]): string => {
    const values = [...changed.map((at) => names[at]), 'body'].map((name) => `${name} = ?`);
    return `UPDATE ${table} SET ${values.join(', ')} WHERE key = ?`;
  };
  return {
    insert: `INSERT INTO ${table} (${columns.join(', ')}, body) VALUES (${columns.map(() => '?').join(', ')}, ?)`,
    select: `SELECT ${names.length === 0 ? 'NULL' : names.join(', ')} FROM ${table} WHERE key = ?`,
    remove: `DELETE FROM ${table} WHERE key = ?`,
    update: (changed) => {
      const name = changed.join();
      const known = updates.get(name);
      if (known !== undefined) return known;
      const made = updateOf(changed);
      updates.set(name, made);
      return made;
    },
  };
};
