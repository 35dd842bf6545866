import { comparePositions, type Position, type Timers } from '@ledgerdesk/kernel';
import { START, type LogMessage, type LogRange, type ReadableLog } from '@ledgerdesk/event-store';
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

/** Reads the log for projection runs: near the head from the events in memory, further back in pages. */
export class LogSource {
  /** Position of the last known event. */
  head: Position = START;
  #received: Position = START;
  #subscription: Subscription | undefined;

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

  /** Reads the events of these types after a position. */
  async readAfter(position: Position, types: readonly string[]): Promise<LogRange> {
    const { log, batch } = this.options;
    const recent = log.tail?.page(position, { types }, { limit: batch });
    if (recent && recent.scannedTo !== position) return recent;
    const page = await log.readAll({ after: position, filter: { types }, limit: batch });
    this.#advanceHead(page.scannedTo);
    return page;
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
