import { DiskFault } from '@ledgerdesk/files';
import { closeSqliteFile, namingFile } from '@ledgerdesk/sqlite';
import { distinctUntilChanged, interval, map, share } from 'rxjs';
import type { Committer, CommitterObserver } from './committer.js';
import { LOG_REMEDY, openForReading, openForWriting } from './connection.js';
import { LocalCommitter } from './local-committer.js';
import { ensureSchema, readLogId } from './schema.js';
import { SqliteEventStore } from './sqlite-event-store.js';
import { SqliteLog } from './sqlite-log.js';
import { ThreadedCommitter } from './threaded-committer.js';
import { isFinal, storeFailed } from './write-failure.js';
import { WriteStatus } from './write-status.js';
import { WriterLock } from './writer-lock.js';
import { claimWriter } from './writer-record.js';

interface SqliteStoreOptions {
  /** Path of the log. Created if missing; its folder must exist. `<file>.lock` next to it is the writer's lock. */
  readonly file: string;
  /** Commit in a separate thread (default) or block the calling one. */
  readonly thread?: boolean;
  /** Called with what an operator should know, but that fails no append. */
  readonly onWarning?: (message: string) => void;
}

interface SqliteLogOptions {
  readonly file: string;
  /** Interval, in ms, at which subscriptions poll for appends of another process or thread. Default: 20. */
  readonly pollEvery?: number;
}

/** The error of a log that could not be opened for writing, with the name of its file. */
const openFailure = (file: string, error: unknown): unknown => {
  const named = namingFile(file, error, LOG_REMEDY);
  const isUnnamed = named === error || named instanceof DiskFault;
  return isUnnamed && isFinal(error) ? storeFailed(file, error) : named;
};

/** Creates or migrates the log, and makes this process its writer. Returns the writer's id. */
const claimLog = (file: string): string => {
  const db = openForWriting(file);
  try {
    ensureSchema(db);
    readLogId(db);
    return claimWriter(db);
  } catch (error) {
    throw openFailure(file, error);
  } finally {
    // Rewrites and syncs what an earlier process left in the write-ahead log.
    closeSqliteFile(db);
  }
};

const openCommitter = async (file: string, thread: boolean, observer: CommitterObserver): Promise<Committer> => {
  const writerId = claimLog(file);
  return thread ? ThreadedCommitter.start({ file, writerId }, observer) : new LocalCommitter(file, writerId, observer);
};

/**
 * Opens a log for reading and appending. Rejects with StoreLocked, StoreUnreadable, or StoreFailed if the file system
 * cannot make commits durable.
 */
export const openSqliteEventStore = async ({
  file,
  thread = true,
  onWarning = () => undefined,
}: SqliteStoreOptions): Promise<SqliteEventStore> => {
  const lock = new WriterLock(file);
  const writes = new WriteStatus();
  try {
    const committer = await openCommitter(file, thread, { onWarning, onFailure: (message) => writes.failed(message) });
    return new SqliteEventStore(lock, committer, openForReading(file), writes);
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
  new SqliteLog(openForReading(file), (head) => interval(pollEvery).pipe(map(head), distinctUntilChanged(), share()));
