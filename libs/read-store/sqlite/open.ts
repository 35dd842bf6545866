import { migrateSqlite } from '@ledgerdesk/migrations';
import { openSqliteFile } from '@ledgerdesk/sqlite';
import Database from 'better-sqlite3';
import { existsSync } from 'node:fs';
import { SQLITE_MIGRATIONS } from '../sql/migrations.js';
import { Connection } from './connection.js';

/** Opens the file for writing, creating or migrating it as needed. Rejects with StoreTooNew. */
export const connectWriter = async (file: string): Promise<Connection> => {
  // NORMAL may lose the last commits in a power failure but never tears one. Rows and checkpoint are in one commit, so
  // lost rows are rebuilt from the log after the checkpoint that survived. An fsync per batch gains nothing.
  // A write-ahead log of 32 MB instead of 4: rows that change repeatedly are copied into the file once (measured: 1.5
  // times as fast).
  const database = openSqliteFile(file, { durability: 'normal', pagesPerCheckpoint: 8_000 });
  await migrateSqlite(database, SQLITE_MIGRATIONS);
  return new Connection(database);
};

/** Opens the file read-only. Returns undefined until a writer has created its tables. */
export const connectReader = (file: string): Connection | undefined => {
  if (!existsSync(file)) return undefined;
  const database = new Database(file, { readonly: true, fileMustExist: true });
  if (database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'serving'").get()) return new Connection(database);
  database.close();
  return undefined;
};
