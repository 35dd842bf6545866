import { messageOf } from '@ledgerdesk/kernel';
import { openSqliteFile, openSqliteReadOnly } from '@ledgerdesk/sqlite';
import type Database from 'better-sqlite3';
import { StoreFailed, StoreUnreadable } from '../errors.js';

const FULL = 2;
/** Pages of 4 KiB. Above SQLite's default of 1,000, so that fewer commits wait for a checkpoint. */
const PAGES_PER_CHECKPOINT = 4_000;

/** What to do if the log is damaged. */
export const LOG_REMEDY = 'Run "ledgerdesk doctor" to see what is left of it, and restore it from a backup.';

/** Verifies a pragma that durability depends on. */
const requirePragma = (db: Database.Database, setting: string, value: string, expected: unknown): void => {
  const actual = db.pragma(setting, { simple: true });
  if (actual === expected) return;
  db.close();
  throw new StoreFailed(
    `${db.name} would lose acknowledged events in a power failure: ` +
      `${setting} is ${String(actual)} instead of ${value}. Use a local disk.`,
  );
};

/**
 * Opens a connection whose commits survive a power failure.
 * @throws StoreFailed if the file system cannot guarantee that
 */
export const openForWriting = (file: string): Database.Database => {
  const db = openSqliteFile(file, { durability: 'full', pagesPerCheckpoint: PAGES_PER_CHECKPOINT, remedy: LOG_REMEDY });
  requirePragma(db, 'journal_mode', 'WAL', 'wal');
  requirePragma(db, 'synchronous', 'FULL', FULL);
  requirePragma(db, 'fullfsync', 'ON', 1);
  return db;
};

/** Turns SQLite's automatic checkpoints, which run within a commit of this connection, on or off. */
export const setAutoCheckpoint = (db: Database.Database, on: boolean): void => {
  db.pragma(`wal_autocheckpoint = ${on ? PAGES_PER_CHECKPOINT : 0}`);
};

/**
 * Opens a read-only connection, with or without a running writer.
 * @throws StoreUnreadable if the file does not exist
 */
export const openForReading = (file: string): Database.Database => {
  try {
    return openSqliteReadOnly(file);
  } catch (cause) {
    throw new StoreUnreadable(file, messageOf(cause), cause);
  }
};
