import type Database from 'better-sqlite3';
import type { Position } from '@ledgerdesk/kernel';
import { merge, Subject, type Observable, takeUntil } from 'rxjs';
import type {
  LogFilter,
  LogMessage,
  LogPage,
  ReadableLog,
  ReadAllOptions,
  ReadStreamOptions,
  Backpressure,
  StoredEvent,
} from '../port.js';
import { subscription } from '../subscription.js';
import { findProblems } from './integrity.js';
import { LogReader } from './log-reader.js';
import { readLogId } from './schema.js';

/** The read side of a log in an SQLite file, on a read-only connection. */
export class SqliteLog implements ReadableLog {
  readonly logId: string;
  private readonly reader: LogReader;
  private readonly notified = new Subject<void>();
  private readonly closed = new Subject<void>();
  private readonly appended: Observable<unknown>;

  /** `watch` emits at appends of other connections. Call `notifyAppended` after appends of this process. */
  constructor(
    private readonly db: Database.Database,
    watch: (reader: LogReader) => Observable<unknown>,
  ) {
    this.logId = readLogId(db);
    this.reader = new LogReader(db);
    this.appended = merge(this.notified, watch(this.reader)).pipe(takeUntil(this.closed));
  }

  async readStream(stream: string, options?: ReadStreamOptions): Promise<readonly StoredEvent[]> {
    return this.reader.stream(stream, options);
  }

  async readAll(options?: ReadAllOptions): Promise<LogPage> {
    return this.reader.page(options);
  }

  async head(): Promise<Position> {
    return this.reader.head();
  }

  subscribe(after: Position, filter: LogFilter = {}, ready: Backpressure = async () => {}): Observable<LogMessage> {
    return subscription({
      readPage: (from, only) => this.reader.page({ after: from, filter: only }),
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

  async close(): Promise<void> {
    this.closed.next();
    this.db.close();
  }
}
