import { distinctUntilChanged, interval, map, share } from 'rxjs';
import type { Committer } from './committer.js';
import { openForReading, openForWriting } from './connection.js';
import { LocalCommitter } from './local-committer.js';
import { ensureSchema, readLogId } from './schema.js';
import { SqliteEventStore } from './sqlite-event-store.js';
import { SqliteLog } from './sqlite-log.js';
import { ThreadedCommitter } from './threaded-committer.js';
import { WriterLock } from './writer-lock.js';

export interface SqliteStoreOptions {
  /** Path of the log; created if missing, in a folder that exists. `<file>.lock` beside it is the writer's lock. */
  readonly file: string;
  /** Whether commits run in a thread of their own (default) or hold up the calling one. */
  readonly thread?: boolean;
}

export interface SqliteLogOptions {
  readonly file: string;
  /** Milliseconds between looks for appends of another process or thread, while someone is subscribed. Default 20. */
  readonly pollEvery?: number;
}

const layOut = (file: string): void => {
  const db = openForWriting(file);
  try {
    ensureSchema(db);
    readLogId(db);
  } finally {
    db.close();
  }
};

const commitIn = async (file: string, thread: boolean): Promise<Committer> =>
  thread ? ThreadedCommitter.start(file) : new LocalCommitter(file);

/** Opens a log for writing. Rejects with StoreLocked, StoreUnreadable, or StoreFailed where it cannot be made durable. */
export const openSqliteEventStore = async ({ file, thread = true }: SqliteStoreOptions): Promise<SqliteEventStore> => {
  const lock = new WriterLock(file);
  try {
    layOut(file);
    return new SqliteEventStore(lock, await commitIn(file, thread), openForReading(file));
  } catch (error) {
    lock.release();
    throw error;
  }
};

/** Opens a log for reading, beside a running engine or without one, in any thread. Throws StoreUnreadable. */
export const openSqliteLog = ({ file, pollEvery = 20 }: SqliteLogOptions): SqliteLog =>
  new SqliteLog(openForReading(file), (reader) =>
    interval(pollEvery).pipe(
      map(() => reader.head()),
      distinctUntilChanged(),
      share(),
    ),
  );
