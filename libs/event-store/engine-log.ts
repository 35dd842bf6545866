import { ENGINE_STREAM_PREFIXES, isEngineEvent } from '@ledgerdesk/events';
import type { Instant, Position, Timers } from '@ledgerdesk/kernel';
import { concatMap, from, map, type Observable, of } from 'rxjs';
import type {
  AppendResult,
  Backpressure,
  EventStore,
  LogFilter,
  LogMessage,
  LogPage,
  ReadableLog,
  ReadAllOptions,
  ReadStreamOptions,
  StoredEvent,
} from './port.js';
import { subscription, SUBSCRIPTION_PAGE } from './subscription.js';
import type { ScannedRange } from './head-looks.js';
import { EngineTail } from './engine-tail.js';
import { LogTail, type TailOptions } from './log-tail.js';
import { type Unsealer, withoutKeys } from './unsealer.js';

/** For a server, which selects what it sends: every stream of the engine, and some of others. */
const OWN_STREAMS: LogFilter = { streamPrefixes: ENGINE_STREAM_PREFIXES };

export interface EngineLogOptions extends Pick<TailOptions, 'limits' | 'onTrouble'> {
  readonly timers?: Timers;
  /**
   * Shortest time from one page of the tail to the next, in ms; needs `timers`. Under load, each page then has the
   * events of several commits, and wakes those who follow the tail once. The first event after a pause in writing is
   * passed on at once. Default 0.
   */
  readonly restMs?: number;
  /** Follows the log through the tail of another thread, in place of a subscription. */
  readonly subscribe?: (after: Position) => Observable<LogMessage>;
  /** Called when the log is closed, to close what the unsealer uses. */
  readonly onClose?: () => Promise<void>;
  /** Opens sealed events. Default: they stay sealed, and cannot be decoded. */
  readonly unsealer?: Unsealer;
}

/** Lets a page be read `ms` after the one before it, at the earliest. */
const atMostEvery = (ms: number, timers: Timers): Backpressure => {
  let last = -Infinity;
  return async () => {
    const left = last + ms - timers.elapsed();
    if (left > 0) await new Promise<void>((resolve) => timers.after(left, resolve));
    last = timers.elapsed();
  };
};

/** Removes the events that clients recorded. */
const own = (message: LogMessage): LogMessage =>
  message.kind === 'events' ? { ...message, events: message.events.filter(isEngineEvent) } : message;

/**
 * The engine's own events of a log that clients may write too: events of engine types in engine streams. What clients
 * recorded is not among them, regardless of its type. A single stream is read as it is. Sealed events are opened; `all`
 * has them as they are stored.
 *
 * @example
 * const log = new EngineLog(openSqliteLog({ file }));
 * const { events } = await log.readAll({ filter: { types: ['TicketOpened'] } });
 */
export class EngineLog implements ReadableLog {
  readonly isRemote: boolean;
  readonly integrityCheck?: () => Promise<readonly string[]>;
  /** The engine's own events, for those who follow the log. */
  readonly tail: EngineTail;
  readonly unsealer: Unsealer;
  readonly #onClose: EngineLogOptions['onClose'];

  /** `all`: the whole log. `timers`: real time, for the tail. */
  constructor(
    readonly all: ReadableLog,
    { timers, restMs = 0, subscribe, unsealer = withoutKeys, onClose, ...options }: EngineLogOptions = {},
  ) {
    this.isRemote = all.isRemote ?? false;
    this.unsealer = unsealer;
    this.#onClose = onClose;
    const follow = (after: Position): Observable<LogMessage> =>
      all.subscribe(
        after,
        all.isRemote ? OWN_STREAMS : {},
        timers && restMs > 0 ? atMostEvery(restMs, timers) : undefined,
      );
    // Looks keys up before the tail shows the events, which then need not be read from the log.
    const withKeys = (message: LogMessage): Observable<LogMessage> => {
      const keys = message.kind === 'events' ? unsealer.lookUpKeys(message.events) : undefined;
      return keys ? from(keys.catch(() => undefined).then(() => message)) : of(message);
    };
    const followed = {
      head: () => all.head(),
      subscribe: (after: Position) => (subscribe ?? follow)(after).pipe(map(own), concatMap(withKeys)),
    };
    const scan = async (after: Position): Promise<ScannedRange> => {
      const page = await all.readAll({ ...SUBSCRIPTION_PAGE, after });
      return { ...page, events: page.events.filter(isEngineEvent), scanned: page.events.length };
    };
    const tail = new LogTail(followed, { ...options, ...(all.isRemote && timers && { looks: { timers, scan } }) });
    this.tail = new EngineTail(tail, unsealer);
    if (all.integrityCheck) this.integrityCheck = () => all.integrityCheck?.() ?? Promise.resolve([]);
  }

  get logId(): string {
    return this.all.logId;
  }

  async readStream(stream: string, options?: ReadStreamOptions): Promise<readonly StoredEvent[]> {
    return this.unsealer.unseal(await this.all.readStream(stream, options));
  }

  async readAll(options?: ReadAllOptions): Promise<LogPage> {
    const page = await this.all.readAll(options);
    return { ...page, events: await this.unsealer.unseal(page.events.filter(isEngineEvent)) };
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

  /**
   * Follows the log as `subscribe` does, with sealed events as they are stored: for followers that open few of them,
   * with `lookUpKeys` and `opened`.
   */
  subscribeSealed(
    after: Position,
    filter: LogFilter = {},
    ready: Backpressure = async () => {},
  ): Observable<LogMessage> {
    const read = async (from: Position, only: LogFilter): Promise<LogPage> => {
      const page = await this.all.readAll({ ...SUBSCRIPTION_PAGE, after: from, filter: only });
      return { ...page, events: page.events.filter(isEngineEvent) };
    };
    return subscription({
      readPage: (from, only) => this.tail.stored.page(from, only, SUBSCRIPTION_PAGE) ?? read(from, only),
      appended: this.tail.changes,
      after,
      filter,
      ready,
    });
  }

  /** Looks up the keys of events that are to be opened. Rejects if the key store cannot be reached. */
  async lookUpKeys(events: readonly StoredEvent[]): Promise<void> {
    await this.unsealer.lookUpKeys(events);
  }

  /**
   * Opens an event that is as it is stored: followers of the tail get the same object for the same event. Rejects if
   * the key store cannot be reached.
   */
  async opened(event: StoredEvent): Promise<StoredEvent> {
    const [opened = event] = this.unsealer.unsealKept([event]) ?? (await this.unsealer.unseal([event]));
    return opened;
  }

  async close(): Promise<void> {
    this.tail.close();
    await this.#onClose?.();
    await this.all.close();
  }
}

type AppendArguments = Parameters<EventStore['append']>;

/**
 * Records something about a process before its first event, which is recorded at `recordedAt`. Repeated if it, or a
 * step after it, fails. The first event is not recorded if it rejects.
 */
export type OpeningStep = (log: EventStore, recordedAt: Instant) => Promise<void>;

/** The engine's own events of a log to which it appends. */
export class EngineEventStore extends EngineLog implements EventStore {
  readonly status?: EventStore['status'];
  private steps: readonly OpeningStep[] = [];
  private opening?: Promise<void>;
  private behindOpening = 0;
  readonly checkWritable?: () => Promise<void>;

  constructor(
    private readonly store: EventStore,
    options?: EngineLogOptions,
  ) {
    super(store, options);
    if (store.status) this.status = store.status;
    if (store.checkWritable) this.checkWritable = () => store.checkWritable?.() ?? Promise.resolve();
  }

  /** Sets what is recorded before the first event, in this order. */
  openWith(...steps: readonly OpeningStep[]): void {
    this.steps = steps;
  }

  endsBefore(stream: string, revision: number): boolean {
    return this.store.endsBefore?.(stream, revision) ?? false;
  }

  append(...args: AppendArguments): Promise<AppendResult> {
    return this.steps.length > 0 ? this.appendBehind(this.steps, args) : this.store.append(...args);
  }

  /** Those who append meanwhile keep their order, so that `recordedAt` never decreases. */
  private async appendBehind(steps: readonly OpeningStep[], args: AppendArguments): Promise<AppendResult> {
    this.behindOpening += 1;
    try {
      await (this.opening ??= this.takeSteps(steps, args[2][0]?.recordedAt ?? ''));
    } finally {
      this.behindOpening -= 1;
    }
    if (this.behindOpening === 0) this.steps = [];
    return this.store.append(...args);
  }

  private async takeSteps(steps: readonly OpeningStep[], recordedAt: Instant): Promise<void> {
    try {
      for (const step of steps) await step(this.store, recordedAt);
    } catch (error) {
      // The next append tries again.
      delete this.opening;
      throw error;
    }
  }
}
