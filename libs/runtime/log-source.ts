import { comparePositions, type Position, type Timers } from '@ledgerdesk/kernel';
import { START, type LogMessage, type ReadableLog } from '@ledgerdesk/event-store';
import type { Subscription } from 'rxjs';
import { LogTail, type LogSegment } from './log-tail.js';
import { resubscribing } from './resubscribe.js';

const TAIL_BATCHES = 8;

export interface LogSourceOptions {
  readonly log: ReadableLog;
  readonly types: readonly string[];
  readonly batch: number;
  readonly timers: Timers;
  /** Called after each message of the subscription. */
  readonly onMessage: (message: LogMessage) => void;
}

/** Reads the log for projection runs: at the head from the subscription's cached events, further back in pages. */
export class LogSource {
  /** Position of the last known event. */
  head: Position = START;
  readonly #tail: LogTail;
  #received: Position = START;
  #subscription: Subscription | undefined;

  constructor(private readonly options: LogSourceOptions) {
    this.#tail = new LogTail(options.batch * TAIL_BATCHES);
  }

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

  /** Reads the events after a position. May include events of other types. */
  async readAfter(position: Position, types: readonly string[]): Promise<LogSegment> {
    const { log, batch } = this.options;
    const cached = this.#tail.after(position, batch);
    if (cached) return cached;
    const page = await log.readAll({ after: position, filter: { types }, limit: batch });
    this.#advanceHead(page.scannedTo);
    return page;
  }

  #receive(message: LogMessage): void {
    const events = message.kind === 'events' ? message.events : [];
    this.#tail.add(this.#received, { events, scannedTo: message.scannedTo, scannedToId: message.scannedToId });
    this.#received = message.scannedTo;
    this.#advanceHead(message.scannedTo);
    this.options.onMessage(message);
  }

  #advanceHead(scannedTo: Position): void {
    if (comparePositions(scannedTo, this.head) > 0) this.head = scannedTo;
  }
}
