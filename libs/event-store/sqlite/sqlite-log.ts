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
import { problemsOf } from './integrity.js';
import { LogReader } from './log-reader.js';
import { readLogId } from './schema.js';

/** The reading side of a log in an SQLite file, on a connection of its own that can change nothing. */
export class SqliteLog implements ReadableLog {
  readonly logId: string;
  private readonly reader: LogReader;
  private readonly poked = new Subject<void>();
  private readonly closed = new Subject<void>();
  private readonly news: Observable<unknown>;

  /** `watch` tells of appends made elsewhere; who appends here pokes. */
  constructor(
    private readonly db: Database.Database,
    watch: (reader: LogReader) => Observable<unknown>,
  ) {
    this.logId = readLogId(db);
    this.reader = new LogReader(db);
    this.news = merge(this.poked, watch(this.reader)).pipe(takeUntil(this.closed));
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
      page: (from, only) => this.reader.page({ after: from, filter: only }),
      news: this.news,
      after,
      filter,
      ready,
    });
  }

  /** Tells subscriptions that there may be something new. */
  poke(): void {
    this.poked.next();
  }

  /** What is wrong with the log, in sentences; reads all of it. */
  async integrityCheck(): Promise<readonly string[]> {
    return problemsOf(this.db);
  }

  async close(): Promise<void> {
    this.closed.next();
    this.db.close();
  }
}
