import { gramsOf, gramsOfQuery } from '@ledgerdesk/read-store';
import type { Projection, Row } from '@ledgerdesk/kernel';
import { quote, searchTable, tableName } from '../sql/names.js';
import type { Connection } from './connection.js';

const token = (gram: number): string => gram.toString(36);

/** What the index stores of a text of an owner. */
const wordsOf = (owner: string, text: string): string => gramsOf(owner, text).map(token).join(' ');

/** A row as its search index knows it. */
interface IndexedRow {
  readonly rowid: number;
  readonly owner: string | null;
  readonly text: string | null;
}

/** Full-text query for the rows of an owner that have all pairs of characters of a value. */
export const searchQuery = (owner: string, value: string): string =>
  gramsOfQuery(owner, value)
    .map((gram) => `"${token(gram)}"`)
    .join(' ');

/**
 * The search index of a projection's table: an FTS5 table without contents, whose documents are the rows and whose
 * words are the grams of their texts. It stores which rows have a gram, and nothing else. Entries are removed at once,
 * not only marked as removed, so that nothing of an erased text is left.
 */
export const createSearchIndex = (connection: Connection, projection: Projection): void => {
  if (!projection.table.search) return;
  const index = quote(searchTable(tableName(projection)));
  connection.database.exec(
    `CREATE VIRTUAL TABLE IF NOT EXISTS ${index} USING fts5(grams, content='', detail=none, tokenize='ascii')`,
  );
  connection.run(`INSERT INTO ${index} (${index}, rank) VALUES ('secure-delete', 1)`);
};

/** Removes a row from the search index, before the row is deleted or replaced. */
export const removeFromIndex = (connection: Connection, projection: Projection, key: string): void => {
  const { search } = projection.table;
  if (!search) return;
  const table = tableName(projection);
  const indexed = connection.first<IndexedRow>(
    `SELECT rowid, ${quote(search.owner)} AS owner, ${quote(search.text)} AS text FROM ${quote(table)} WHERE key = ?`,
    key,
  );
  if (!indexed || indexed.owner === null || indexed.text === null) return;
  const index = quote(searchTable(table));
  connection.run(
    `INSERT INTO ${index} (${index}, rowid, grams) VALUES ('delete', ?, ?)`,
    indexed.rowid,
    wordsOf(indexed.owner, indexed.text),
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
    wordsOf(owner, text),
    key,
  );
};
