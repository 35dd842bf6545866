import Database from 'better-sqlite3';
import { StoreFailed, StoreUnreadable } from '../errors.js';

const FULL = 2;
/** Pages of 4 KiB in the write-ahead log before it is folded back: rarer than SQLite's 1,000, so that commits wait less often. */
const PAGES_BEFORE_CHECKPOINT = 4_000;

const insist = (db: Database.Database, setting: string, value: string, expected: unknown): void => {
  db.pragma(`${setting} = ${value}`);
  const actual = db.pragma(setting, { simple: true });
  if (actual === expected) return;
  db.close();
  throw new StoreFailed(
    `${db.name} would lose acknowledged events in a power cut: ${setting} is ${String(actual)} instead of ${value}. Use a local disk.`,
  );
};

/** A connection whose commits survive a power cut; StoreFailed where the file system cannot promise that. */
export const openForWriting = (file: string): Database.Database => {
  const db = new Database(file);
  insist(db, 'journal_mode', 'WAL', 'wal');
  insist(db, 'synchronous', 'FULL', FULL);
  insist(db, 'fullfsync', 'ON', 1);
  checkpointItself(db, true);
  return db;
};

/** Whether commits of this connection fold the write-ahead log back now and then, or leave that to another one. */
export const checkpointItself = (db: Database.Database, itself: boolean): void => {
  db.pragma(`wal_autocheckpoint = ${itself ? PAGES_BEFORE_CHECKPOINT : 0}`);
};

/** A connection that can change nothing, beside a running writer or without one. */
export const openForReading = (file: string): Database.Database => {
  try {
    return new Database(file, { readonly: true, fileMustExist: true });
  } catch (cause) {
    throw new StoreUnreadable(file, cause instanceof Error ? cause.message : String(cause), cause);
  }
};
