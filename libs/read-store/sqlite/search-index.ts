import { gramsOf, gramsOfQuery } from '@ledgerdesk/read-store';
import type { Projection, Row, TableShape } from '@ledgerdesk/kernel';
import { quote, searchTable, tableName } from '../sql/names.js';
import type { Connection } from './connection.js';

/** Maximum number of cached tokens. */
const MAX_TOKENS = 20_000;
const tokens = new Map<number, string>();

const token = (gram: number): string => {
  const known = tokens.get(gram);
  if (known !== undefined) return known;
  if (tokens.size >= MAX_TOKENS) tokens.clear();
  const made = gram.toString(36);
  tokens.set(gram, made);
  return made;
};

/** What the index stores of a text of an owner. */
const wordsOf = (owner: string, text: string): string => gramsOf(owner, text).map(token).join(' ');

type SearchedColumns = NonNullable<TableShape['search']>;

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

/** The statements that change the search index of a projection. */
interface IndexStatements {
  /** Selects a row as its search index knows it. Parameter: key. */
  readonly select: string;
  /** Removes a row. Parameters: its `rowid`, its words. */
  readonly remove: string;
  /** Selects the `rowid` of a row. Parameter: key. */
  readonly selectRowid: string;
  /**
   * Adds a row. Parameters: its `rowid`, its words. Given as values: a statement that selects the `rowid` itself takes
   * ten times as long, since SQLite may have to undo it, and the index writes what it holds in memory before that.
   */
  readonly add: string;
}

const statements = new WeakMap<Projection, IndexStatements>();

/** The statements of a projection. Their texts are made once: making them takes as long as running them. */
const indexStatements = (projection: Projection, search: SearchedColumns): IndexStatements => {
  const known = statements.get(projection);
  if (known) return known;
  const name = tableName(projection);
  const [table, index] = [quote(name), quote(searchTable(name))];
  const columns = `rowid, ${quote(search.owner)} AS owner, ${quote(search.text)} AS text`;
  const made = {
    select: `SELECT ${columns} FROM ${table} WHERE key = ?`,
    remove: `INSERT INTO ${index} (${index}, rowid, grams) VALUES ('delete', ?, ?)`,
    selectRowid: `SELECT rowid FROM ${table} WHERE key = ?`,
    add: `INSERT INTO ${index} (rowid, grams) VALUES (?, ?)`,
  };
  statements.set(projection, made);
  return made;
};

/** Removes a row from the search index, before the row is deleted or replaced. */
export const removeFromIndex = (connection: Connection, projection: Projection, key: string): void => {
  const { search } = projection.table;
  if (!search) return;
  const { select, remove } = indexStatements(projection, search);
  const indexed = connection.first<IndexedRow>(select, key);
  if (!indexed || indexed.owner === null || indexed.text === null) return;
  connection.run(remove, indexed.rowid, wordsOf(indexed.owner, indexed.text));
};

/** Adds a row to the search index, after it has been written. */
export const addToIndex = (connection: Connection, projection: Projection, key: string, row: Row): void => {
  const { search } = projection.table;
  if (!search) return;
  const [owner, text] = [row[search.owner], row[search.text]];
  if (typeof owner !== 'string' || typeof text !== 'string') return;
  const { selectRowid, add } = indexStatements(projection, search);
  const written = connection.first<Pick<IndexedRow, 'rowid'>>(selectRowid, key);
  if (written) connection.run(add, written.rowid, wordsOf(owner, text));
};
