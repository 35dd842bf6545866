import { openSqliteReadOnly } from '@ledgerdesk/sqlite';
import type Database from 'better-sqlite3';

const hasColumn = (db: Database.Database, table: string, column: string): boolean =>
  db.prepare('SELECT 1 FROM pragma_table_info(?) WHERE name = ?').get(table, column) !== undefined;

const numberOf = (db: Database.Database, query: string): number => Number(db.prepare(query).pluck().get() ?? 0);

/**
 * The version that the file of a store records, which is only read: a number of its own in the log and in the file of
 * subscriptions, the number of migration steps in the others. 0: it records none.
 */
export const storeVersion = (file: string, store: string): number => {
  const db = openSqliteReadOnly(file);
  try {
    if (store === 'subscriptions') return numberOf(db, 'PRAGMA user_version');
    const [table, column, query] =
      store === 'log'
        ? ['log', 'schema_version', 'SELECT schema_version FROM log']
        : [`${store}_migration`, 'name', `SELECT count(*) FROM "${store}_migration"`];
    return hasColumn(db, table, column) ? numberOf(db, query) : 0;
  } finally {
    db.close();
  }
};
