import { comparePositions, type Position, type Timers } from '@ledgerdesk/kernel';
import { START, type LogMessage, type LogPage, type LogRange, type ReadableLog } from '@ledgerdesk/event-store';
import type { Subscription } from 'rxjs';
import { resubscribing } from './resubscribe.js';

export interface LogSourceOptions {
  readonly log: ReadableLog;
  readonly types: readonly string[];
  readonly batch: number;
  readonly timers: Timers;
  /** Called after each message of the subscription. */
  readonly onMessage: (message: LogMessage) => void;
}

/** What is needed of a page. */
interface PageBounds {
  /** Number of events at most. Default: the size of a batch. */
  readonly limit?: number;
  /** The reader stops at this position: a page that reaches it is not followed by others. */
  readonly upTo?: Position | undefined;
}

/** A page that is being read before it is needed. */
interface PageAhead {
  readonly types: readonly string[];
  /** Undefined if the read failed. */
  readonly page: Promise<LogPage | undefined>;
}

/** Pages that are kept ahead, for as many positions. */
const MAX_AHEAD = 4;

/** Size of the events of a page, beyond which it has no others. */
const MAX_BYTES = 16 * 1024 * 1024;

const pageOptions = (after: Position, types: readonly string[], limit: number) => ({
  after,
  filter: { types },
  limit,
  maxBytes: MAX_BYTES,
});

const sameTypes = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((type, index) => type === b[index]);

/** Reads the log for projection runs: near the head from the events in memory, further back in pages. */
export class LogSource {
  /** Position of the last known event. */
  head: Position = START;
  #received: Position = START;
  #subscription: Subscription | undefined;
  /** By the position after which they begin. */
  readonly #ahead = new Map<Position, PageAhead>();

  constructor(private readonly options: LogSourceOptions) {}

  /** Subscribes at the head. Subscribes again one second after the subscription fails. */
  async open(): Promise<void> {
    const { log, types, timers } = this.options;
    this.head = this.#received = await log.head();
    this.#subscription = resubscribing(() => log.subscribe(this.#received, { types }), timers).subscribe((message) =>
      this.#receive(message),
    );
  }

  close(): void {
    this.#subscription?.unsubscribe();
  }

  /** Reads events of these types after a position. */
  async readAfter(
    position: Position,
    types: readonly string[],
    { limit = this.options.batch, upTo }: PageBounds = {},
  ): Promise<LogRange> {
    const { log } = this.options;
    const recent = log.tail?.page(position, { types }, { limit });
    if (recent && recent.scannedTo !== position) return recent;
    const page = await this.#readPage(position, types, limit);
    this.#advanceHead(page.scannedTo);
    const isLast = page.end || (upTo !== undefined && comparePositions(page.scannedTo, upTo) >= 0);
    if (log.isRemote && !isLast) this.#readAhead(page.scannedTo, types, limit);
    return page;
  }

  /** Takes the page that was read ahead, or reads it. */
  async #readPage(position: Position, types: readonly string[], limit: number): Promise<LogPage> {
    const ahead = this.#ahead.get(position);
    this.#ahead.delete(position);
    const read = ahead && sameTypes(ahead.types, types) ? await ahead.page : undefined;
    return read ?? this.options.log.readAll(pageOptions(position, types, limit));
  }

  /** Begins to read a page of a remote log while the page before it is handled. */
  #readAhead(position: Position, types: readonly string[], limit: number): void {
    // A failed read is repeated when the page is needed, and reported then.
    const page = this.options.log.readAll(pageOptions(position, types, limit)).catch(() => undefined);
    this.#ahead.set(position, { types, page });
    const [oldest] = this.#ahead.keys();
    if (oldest !== undefined && this.#ahead.size > MAX_AHEAD) this.#ahead.delete(oldest);
  }

  #receive(message: LogMessage): void {
    this.#received = message.scannedTo;
    this.#advanceHead(message.scannedTo);
    this.options.onMessage(message);
  }

  #advanceHead(scannedTo: Position): void {
    if (comparePositions(scannedTo, this.head) > 0) this.head = scannedTo;
  }
}
