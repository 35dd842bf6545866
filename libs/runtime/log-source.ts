import { comparePositions, type Position, type Timers } from '@ledgerdesk/kernel';
import { START, type LogMessage, type ReadableLog } from '@ledgerdesk/event-store';
import { defer, Observable, retry, type Subscription } from 'rxjs';
import { LogTail, type LogSegment } from './log-tail.js';

const RESUBSCRIBE_MS = 1_000;
const TAIL_BATCHES = 8;

export interface LogSourceOptions {
  readonly log: ReadableLog;
  readonly types: readonly string[];
  readonly batch: number;
  readonly timers: Timers;
  /** Called when the log has grown. */
  readonly onNews: () => void;
}

/** The log as runs read it: pages for those who are behind, what the subscription brings for those who keep up. */
export class LogSource {
  /** Position of the last event, as far as is known here. */
  head: Position = START;
  readonly #tail: LogTail;
  #heard: Position = START;
  #subscription: Subscription | undefined;

  constructor(private readonly options: LogSourceOptions) {
    this.#tail = new LogTail(options.batch * TAIL_BATCHES);
  }

  async open(): Promise<void> {
    const { log, types, timers } = this.options;
    this.head = this.#heard = await log.head();
    this.#subscription = defer(() => log.subscribe(this.#heard, { types }))
      .pipe(retry({ delay: () => pause(timers, RESUBSCRIBE_MS), resetOnSuccess: true }))
      .subscribe((message) => this.#hear(message));
  }

  close(): void {
    this.#subscription?.unsubscribe();
  }

  /** What follows a position, of these types at least. */
  async after(position: Position, types: readonly string[]): Promise<LogSegment> {
    const { log, batch } = this.options;
    const fresh = this.#tail.after(position, batch);
    if (fresh) return fresh;
    const page = await log.readAll({ after: position, filter: { types }, limit: batch });
    this.#grow(page.scannedTo);
    return page;
  }

  #hear(message: LogMessage): void {
    const events = message.kind === 'events' ? message.events : [];
    this.#tail.keep(this.#heard, { events, scannedTo: message.scannedTo });
    this.#heard = message.scannedTo;
    this.#grow(message.scannedTo);
    this.options.onNews();
  }

  #grow(scannedTo: Position): void {
    if (comparePositions(scannedTo, this.head) > 0) this.head = scannedTo;
  }
}

export const pause = (timers: Timers, ms: number): Observable<void> =>
  new Observable((subscriber) => timers.after(ms, () => subscriber.next()));
