import { existsSync } from 'node:fs';
import Database from 'better-sqlite3';
import { Connection } from './connection.js';

const BOOKS = `
  CREATE TABLE IF NOT EXISTS checkpoints (
    name TEXT NOT NULL, version INTEGER NOT NULL, log_id TEXT NOT NULL, position TEXT NOT NULL,
    PRIMARY KEY (name, version)
  ) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS serving (name TEXT PRIMARY KEY, version INTEGER NOT NULL) WITHOUT ROWID;
`;

/** Opens the file for writing and makes it if it is missing. */
export const connectWriter = (file: string): Connection => {
  const database = new Database(file);
  database.pragma('journal_mode = WAL');
  // NORMAL may lose the last commits in a power cut, but never tears one. Rows and checkpoint are one commit and the
  // log is the truth: what is lost is folded again from the checkpoint that survived. An fsync a batch buys nothing.
  database.pragma('synchronous = NORMAL');
  // 32 MB of log instead of 4: rows that change again and again are copied into the file once (measured: half as fast again).
  database.pragma('wal_autocheckpoint = 8000');
  database.exec(BOOKS);
  return new Connection(database);
};

/** Opens the file for reading only; undefined while no writer has made it ready. */
export const connectReader = (file: string): Connection | undefined => {
  if (!existsSync(file)) return undefined;
  const database = new Database(file, { readonly: true, fileMustExist: true });
  if (database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'serving'").get()) return new Connection(database);
  database.close();
  return undefined;
};
