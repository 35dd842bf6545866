import type Database from 'better-sqlite3';
import { openSqliteReadOnly } from './read-only.js';

/** A table, index, trigger or view of a database. */
export interface SchemaObject {
  readonly type: 'table' | 'index' | 'trigger' | 'view';
  readonly name: string;
  /** The table that it belongs to; for a table, its own name. */
  readonly table: string;
  /** What it is made of, independent of layout. Equal for objects that work alike. */
  readonly definition: string;
}

interface StoredObject {
  readonly type: SchemaObject['type'];
  readonly name: string;
  readonly tbl_name: string;
  readonly sql: string | null;
}

const withoutLayout = (sql: string): string =>
  sql
    .replace(/\s+/g, ' ')
    .replaceAll(/ ?([(),;]) ?/g, '$1')
    .trim();

const isVirtual = (sql: string): boolean => /^create virtual table/i.test(sql);

/** Columns with their types and constraints: a table that was altered has another text than one that was created so. */
const columnsOf = (db: Database.Database, table: string): string =>
  db
    .prepare<[string], string>(
      `SELECT name || ' ' || type || iif("notnull", ' NOT NULL', '') || iif(pk > 0, ' KEY ' || pk, '')
         || ifnull(' DEFAULT ' || dflt_value, '')
       FROM pragma_table_xinfo(?) ORDER BY name`,
    )
    .pluck()
    .all(table)
    .join(', ');

const indexOf = (db: Database.Database, index: string): string =>
  db
    .prepare<[string], string>(
      `SELECT ifnull(name, '#' || cid) || iif("desc", ' DESC', '') FROM pragma_index_xinfo(?) WHERE key ORDER BY seqno`,
    )
    .pluck()
    .all(index)
    .join(', ');

const definitionOf = (db: Database.Database, { type, name, sql }: StoredObject): string => {
  const text = withoutLayout(sql ?? '');
  if (type === 'table' && !isVirtual(text)) return columnsOf(db, name);
  if (type !== 'index') return text;
  return `${/^create unique/i.test(text) ? 'UNIQUE ' : ''}${indexOf(db, name)}`;
};

/** The schema of a database, without SQLite's own objects. */
const schemaObjects = (db: Database.Database): readonly SchemaObject[] =>
  db
    .prepare<[], StoredObject>(
      `SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\'`,
    )
    .all()
    .map((stored) => ({
      type: stored.type,
      name: stored.name,
      table: stored.tbl_name,
      definition: definitionOf(db, stored),
    }));

/** The schema of a file, which is only read. */
export const schemaOfFile = (file: string): readonly SchemaObject[] => {
  const db = openSqliteReadOnly(file);
  try {
    return schemaObjects(db);
  } finally {
    db.close();
  }
};
