import { distinctUntilChanged, interval, map, share } from 'rxjs';
import type { Committer } from './committer.js';
import { openForReading, openForWriting } from './connection.js';
import { LocalCommitter } from './local-committer.js';
import { ensureSchema, readLogId } from './schema.js';
import { SqliteEventStore } from './sqlite-event-store.js';
import { SqliteLog } from './sqlite-log.js';
import { ThreadedCommitter } from './threaded-committer.js';
import { WriterLock } from './writer-lock.js';

interface SqliteStoreOptions {
  /** Path of the log. Created if missing; its folder must exist. `<file>.lock` next to it is the writer's lock. */
  readonly file: string;
  /** Commit in a separate thread (default) or block the calling one. */
  readonly thread?: boolean;
}

interface SqliteLogOptions {
  readonly file: string;
  /** Interval, in ms, at which subscriptions poll for appends of another process or thread. Default: 20. */
  readonly pollEvery?: number;
}

const createLog = (file: string): void => {
  const db = openForWriting(file);
  try {
    ensureSchema(db);
    readLogId(db);
  } finally {
    db.close();
  }
};

const openCommitter = async (file: string, thread: boolean): Promise<Committer> =>
  thread ? ThreadedCommitter.start(file) : new LocalCommitter(file);

/**
 * Opens a log for reading and appending. Rejects with StoreLocked, StoreUnreadable, or StoreFailed if the file system
 * cannot make commits durable.
 */
export const openSqliteEventStore = async ({ file, thread = true }: SqliteStoreOptions): Promise<SqliteEventStore> => {
  const lock = new WriterLock(file);
  try {
    createLog(file);
    return new SqliteEventStore(lock, await openCommitter(file, thread), openForReading(file));
  } catch (error) {
    lock.release();
    throw error;
  }
};

/**
 * Opens a log for reading, in any thread, with or without a running engine.
 * @throws StoreUnreadable
 */
export const openSqliteLog = ({ file, pollEvery = 20 }: SqliteLogOptions): SqliteLog =>
  new SqliteLog(openForReading(file), (reader) =>
    interval(pollEvery).pipe(
      map(() => reader.head()),
      distinctUntilChanged(),
      share(),
    ),
  );
