import { createFile, requireAccess } from '@ledgerdesk/files';
import Database from 'better-sqlite3';
import { existsSync } from 'node:fs';
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
  /** True: what is deleted or replaced is overwritten with zeros, so that it can be erased from the file. */
  readonly secureDelete?: boolean;
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
  { durability, pagesPerCheckpoint = DEFAULT_PAGES, remedy, secureDelete = false }: SqliteFileOptions,
): Database.Database => {
  try {
    if (file !== IN_MEMORY) prepareFile(file);
    const remnant = findRemnant(file);
    if (remnant !== undefined) throw new FileDamaged(file, remnant, remedy);
    const db = configured(new Database(file), durability, pagesPerCheckpoint);
    if (secureDelete) db.pragma('secure_delete = ON');
    return db;
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

/** The write-ahead log of a file could not be emptied, because a reader uses it. */
class WriteAheadLogBusy extends Error {
  readonly code = 'write-ahead-log-busy';

  constructor(file: string) {
    super(`The write-ahead log of ${file} is being read. Try again.`);
  }
}

/**
 * Moves the write-ahead log of a file into it, and empties the log, which has what was deleted since. Has no effect on
 * a missing file.
 * @throws WriteAheadLogBusy while a reader uses the log
 */
export const emptyWriteAheadLog = (file: string): void => {
  if (!existsSync(file)) return;
  const db = new Database(file, { timeout: CLOSE_WAIT_MS });
  try {
    const [result] = db.pragma('wal_checkpoint(TRUNCATE)') as readonly { readonly busy: number }[];
    if (result?.busy !== 0) throw new WriteAheadLogBusy(file);
  } finally {
    db.close();
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
