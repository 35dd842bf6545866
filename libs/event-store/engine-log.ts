import { isEngineEvent } from '@ledgerdesk/events';
import type { Position } from '@ledgerdesk/kernel';
import { map, type Observable } from 'rxjs';
import type {
  AppendCondition,
  AppendResult,
  Backpressure,
  EventStore,
  EventToAppend,
  ExpectedRevision,
  LogFilter,
  LogMessage,
  LogPage,
  ReadableLog,
  ReadAllOptions,
  ReadStreamOptions,
  StoredEvent,
} from './port.js';
import { subscription, SUBSCRIPTION_PAGE } from './subscription.js';
import type { PageLimits, WindowLimits } from './event-window.js';
import { LogTail } from './log-tail.js';

/** Removes the events that clients recorded. */
const own = (message: LogMessage): LogMessage =>
  message.kind === 'events' ? { ...message, events: message.events.filter(isEngineEvent) } : message;

/**
 * The engine's own events of a log that clients may write too: events of engine types in engine streams. What clients
 * recorded is not among them, regardless of its type. A single stream is read as it is.
 *
 * @example
 * const log = new EngineLog(openSqliteLog({ file }));
 * const { events } = await log.readAll({ filter: { types: ['TicketOpened'] } });
 */
export class EngineLog implements ReadableLog {
  readonly integrityCheck?: () => Promise<readonly string[]>;
  /** The engine's own events, for those who follow the log. */
  readonly tail: LogTail;

  /** `all`: the whole log. `limits`: of the tail. */
  constructor(
    readonly all: ReadableLog,
    limits?: WindowLimits,
  ) {
    const followed = { head: () => all.head(), subscribe: (after: Position) => all.subscribe(after).pipe(map(own)) };
    this.tail = new LogTail(followed, limits);
    if (all.integrityCheck) this.integrityCheck = () => all.integrityCheck?.() ?? Promise.resolve([]);
  }

  get logId(): string {
    return this.all.logId;
  }

  readStream(stream: string, options?: ReadStreamOptions): Promise<readonly StoredEvent[]> {
    return this.all.readStream(stream, options);
  }

  async readAll(options?: ReadAllOptions): Promise<LogPage> {
    const page = await this.all.readAll(options);
    return { ...page, events: page.events.filter(isEngineEvent) };
  }

  head(): Promise<Position> {
    return this.all.head();
  }

  /** Readers near the head share one subscription to the log; others read pages until they have caught up. */
  subscribe(after: Position, filter: LogFilter = {}, ready: Backpressure = async () => {}): Observable<LogMessage> {
    return subscription({
      readPage: (from, only) =>
        this.tail.page(from, only, SUBSCRIPTION_PAGE) ??
        this.readAll({ ...SUBSCRIPTION_PAGE, after: from, filter: only }),
      appended: this.tail.changes,
      after,
      filter,
      ready,
    });
  }

  recent(after: Position, filter?: LogFilter, limits?: PageLimits): LogPage | undefined {
    return this.tail.page(after, filter, limits);
  }

  close(): Promise<void> {
    this.tail.close();
    return this.all.close();
  }
}

/** The engine's own events of a log to which it appends. */
export class EngineEventStore extends EngineLog implements EventStore {
  readonly status?: EventStore['status'];

  constructor(private readonly store: EventStore) {
    super(store);
    if (store.status) this.status = store.status;
  }

  append(
    stream: string,
    expected: ExpectedRevision,
    events: readonly EventToAppend[],
    conditions?: readonly AppendCondition[],
  ): Promise<AppendResult> {
    return this.store.append(stream, expected, events, conditions);
  }
}
