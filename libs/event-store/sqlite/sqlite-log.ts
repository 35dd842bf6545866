import type Database from 'better-sqlite3';
import type { Position } from '@ledgerdesk/kernel';
import { namingFile } from '@ledgerdesk/sqlite';
import { merge, Subject, type Observable, takeUntil } from 'rxjs';
import type {
  LogFilter,
  LogMessage,
  LogPage,
  ReadableLog,
  ReadAllOptions,
  ReadStreamOptions,
  RecordedLeaves,
  Backpressure,
  StoredEvent,
} from '../port.js';
import { subscription, SUBSCRIPTION_PAGE } from '../subscription.js';
import { LOG_REMEDY } from './connection.js';
import { findProblems } from './integrity.js';
import { LeafReader } from './leaf-reader.js';
import { LogReader } from './log-reader.js';
import { hasLeaves, readLogId } from './schema.js';

/** The read side of a log in an SQLite file, on a read-only connection. */
export class SqliteLog implements ReadableLog {
  readonly logId: string;
  readonly leaves?: RecordedLeaves;
  private readonly reader: LogReader;
  private readonly notified = new Subject<void>();
  private readonly closed = new Subject<void>();
  private readonly appended: Observable<unknown>;

  /**
   * `watch` emits at appends of other connections, which raise the head. Call `notifyAppended` after appends of this
   * process.
   */
  constructor(
    private readonly db: Database.Database,
    watch: (head: () => Position) => Observable<unknown>,
  ) {
    this.logId = readLogId(db);
    this.reader = new LogReader(db);
    if (hasLeaves(db)) this.leaves = new LeafReader(db);
    this.appended = merge(
      this.notified,
      watch(() => this.named(() => this.reader.head())),
    ).pipe(takeUntil(this.closed));
  }

  async readStream(stream: string, options?: ReadStreamOptions): Promise<readonly StoredEvent[]> {
    return this.named(() => this.reader.stream(stream, options));
  }

  async readAll(options?: ReadAllOptions): Promise<LogPage> {
    return this.named(() => this.reader.page(options));
  }

  async head(): Promise<Position> {
    return this.named(() => this.reader.head());
  }

  subscribe(after: Position, filter: LogFilter = {}, ready: Backpressure = async () => {}): Observable<LogMessage> {
    return subscription({
      readPage: (from, only) => this.named(() => this.reader.page({ ...SUBSCRIPTION_PAGE, after: from, filter: only })),
      appended: this.appended,
      after,
      filter,
      ready,
    });
  }

  /** Wakes subscriptions after an append. */
  notifyAppended(): void {
    this.notified.next();
  }

  /** Checks the whole log, and returns one sentence per problem. */
  async integrityCheck(): Promise<readonly string[]> {
    return findProblems(this.db);
  }

  private named<T>(read: () => T): T {
    try {
      return read();
    } catch (error) {
      throw namingFile(this.db.name, error, LOG_REMEDY);
    }
  }

  async close(): Promise<void> {
    this.closed.next();
    this.db.close();
  }
}
