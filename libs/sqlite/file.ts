import { createFile, requireAccess } from '@ledgerdesk/files';
import Database from 'better-sqlite3';
import { FileDamaged, findRemnant, namingFile } from './errors.js';

/** How a file is written. */
export interface SqliteFileOptions {
  /**
   * What a power failure may lose. `full`: nothing that was committed. `normal`: the last commits, but none is torn.
   * Neither damages the file.
   */
  readonly durability: 'full' | 'normal';
  /** Size, in pages of 4 KiB, at which a commit checkpoints the write-ahead log. Default: 1,000, SQLite's own. */
  readonly pagesPerCheckpoint?: number;
  /** What to do if the file is damaged, as sentences of the error message. */
  readonly remedy?: string;
}

const IN_MEMORY = ':memory:';
/** A write-ahead log that has grown beyond this many bytes is truncated to it after a checkpoint. */
const JOURNAL_SIZE_LIMIT = 64 * 1024 * 1024;
const DEFAULT_PAGES = 1_000;
/** How long a close waits for readers that use the write-ahead log. */
const CLOSE_WAIT_MS = 100;

/**
 * Opens an SQLite file for reading and writing, with a write-ahead log. Creates it, readable by its owner only, if it
 * is missing; SQLite gives the write-ahead log and the shared-memory file the same mode.
 * @throws FileDamaged
 * @throws FileInaccessible
 */
export const openSqliteFile = (
  file: string,
  { durability, pagesPerCheckpoint = DEFAULT_PAGES, remedy }: SqliteFileOptions,
): Database.Database => {
  try {
    if (file !== IN_MEMORY) prepareFile(file);
    const remnant = findRemnant(file);
    if (remnant !== undefined) throw new FileDamaged(file, remnant, remedy);
    return configured(new Database(file), durability, pagesPerCheckpoint);
  } catch (error) {
    throw namingFile(file, error, remedy);
  }
};

/**
 * Creates a file that is missing. SQLite opens one that this process may only read, and each write then fails.
 * @throws FileInaccessible if this process may not write it, or what belongs to it
 */
const prepareFile = (file: string): void => {
  createFile(file, () => '');
  for (const part of ['', '-wal', '-shm']) requireAccess(file + part, 'write');
};

const configured = (
  db: Database.Database,
  durability: SqliteFileOptions['durability'],
  pagesPerCheckpoint: number,
): Database.Database => {
  try {
    db.pragma('journal_mode = WAL');
    db.pragma(`journal_size_limit = ${JOURNAL_SIZE_LIMIT}`);
    db.pragma(`wal_autocheckpoint = ${pagesPerCheckpoint}`);
    db.pragma(`synchronous = ${durability}`);
    db.pragma(`fullfsync = ${durability === 'full' ? 'ON' : 'OFF'}`);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
};

/**
 * Closes a connection that writes, after moving its write-ahead log into the file. Truncates that log even if other
 * connections remain. Has no effect on a closed connection.
 */
export const closeSqliteFile = (db: Database.Database): void => {
  if (!db.open) return;
  try {
    db.pragma(`busy_timeout = ${CLOSE_WAIT_MS}`);
    db.pragma('wal_checkpoint(TRUNCATE)');
  } catch {
    // Nothing is lost: the next connection reads the write-ahead log.
  }
  db.close();
};
