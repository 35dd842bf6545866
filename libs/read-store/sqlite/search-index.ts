import { gramsOf, gramsOfQuery } from '@ledgerdesk/read-store';
import type { Projection, Row } from '@ledgerdesk/kernel';
import { quote, searchTable, tableName } from '../sql/names.js';
import type { Connection } from './connection.js';

const token = (gram: number): string => gram.toString(36);

/** Full-text query for the rows of an owner that have all pairs of characters of a value. */
export const searchQuery = (owner: string, value: string): string =>
  gramsOfQuery(owner, value)
    .map((gram) => `"${token(gram)}"`)
    .join(' ');

/**
 * The search index of a projection's table: an FTS5 table without contents, whose documents are the rows and whose
 * words are the grams of their texts. It stores which rows have a gram, and nothing else.
 */
export const createSearchIndex = (connection: Connection, projection: Projection): void => {
  if (!projection.table.search) return;
  connection.database.exec(
    `CREATE VIRTUAL TABLE IF NOT EXISTS ${quote(searchTable(tableName(projection)))}
     USING fts5(grams, content='', contentless_delete=1, detail=none, tokenize='ascii')`,
  );
};

/** Removes a row from the search index, before the row is deleted or replaced. */
export const removeFromIndex = (connection: Connection, projection: Projection, key: string): void => {
  if (!projection.table.search) return;
  const table = tableName(projection);
  connection.run(
    `DELETE FROM ${quote(searchTable(table))} WHERE rowid = (SELECT rowid FROM ${quote(table)} WHERE key = ?)`,
    key,
  );
};

/** Adds a row to the search index, after it has been written. */
export const addToIndex = (connection: Connection, projection: Projection, key: string, row: Row): void => {
  const { search } = projection.table;
  if (!search) return;
  const [owner, text] = [row[search.owner], row[search.text]];
  if (typeof owner !== 'string' || typeof text !== 'string') return;
  const table = tableName(projection);
  connection.run(
    `INSERT INTO ${quote(searchTable(table))} (rowid, grams) SELECT rowid, ? FROM ${quote(table)} WHERE key = ?`,
    gramsOf(owner, text).map(token).join(' '),
    key,
  );
};
