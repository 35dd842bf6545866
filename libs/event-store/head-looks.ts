import { comparePositions, type Position, type Timers } from '@ledgerdesk/kernel';
import { Observable, type Subscriber } from 'rxjs';
import type { EventWindow, LogRange } from './event-window.js';
import type { ReadableLog } from './port.js';

/** A range of the log in which only some events are wanted. */
export interface ScannedRange extends LogRange {
  /** Number of events in the range, wanted or not. */
  readonly scanned: number;
  /** True if the range reaches the end of the log. */
  readonly end: boolean;
}

/** What looks at the head of a log need. */
export interface LookOptions {
  /** Real time. */
  readonly timers: Timers;
  /** Reads the range that follows a position, a page at most. */
  readonly scan: (after: Position) => Promise<ScannedRange>;
}

/** Time from one look to the next, in ms. */
export const LOOK_MS = 1_000;
/** Time after which a subscription that has not delivered what a look found counts as silent, in ms. */
export const SILENT_MS = 5_000;
/** A subscription that works reports its position at least once in this many events that are not wanted. */
const UNREPORTED_EVENTS = 1_000;

/** A subscription that says nothing although the log has grown. */
class SilentSubscription extends Error {
  constructor(position: Position) {
    super(`The subscription has not delivered position ${position} within ${SILENT_MS / 1_000} seconds.`);
  }
}

/**
 * Looks at the head of a log once a second, beside the subscription that fills a window. It notes when the window was
 * known to reach the head, reads what the subscription does not deliver, such as the end of events that are not wanted,
 * and finds a subscription that has gone silent.
 */
export class HeadLooks {
  /** Position up to which the subscription has delivered. */
  #delivered: Position;
  /** A look that the window has not reached yet. */
  #look: { readonly asked: number; readonly head: Position } | undefined;
  /** Time of the last look that the window has reached. */
  #atHead: number;
  /** What the subscription should have delivered, and when a look found it. */
  #missing: { readonly position: Position; readonly since: number } | undefined;
  /** A position that looks have passed, and the number of events that they have read beyond it. */
  #passed: { readonly position: Position; readonly events: number } | undefined;

  /** `asked`: when the position with which the window begins was asked for. */
  constructor(
    private readonly log: Pick<ReadableLog, 'head'>,
    private readonly window: EventWindow,
    private readonly options: LookOptions,
    asked: number,
  ) {
    this.#atHead = asked;
    this.#delivered = window.to;
  }

  /** Notes that the subscription has delivered everything up to a position. */
  delivered(position: Position): void {
    this.#delivered = position;
  }

  /** True if the window contained all events that the log had `ms` ago. */
  wasAtHeadWithin(ms: number): boolean {
    if (this.#look && this.#hasReached(this.#look.head)) [this.#atHead, this.#look] = [this.#look.asked, undefined];
    return this.options.timers.elapsed() - this.#atHead <= ms;
  }

  /**
   * Emits the ranges that looks have read, which the subscription may deliver too. Fails if the subscription is silent.
   */
  found(): Observable<LogRange> {
    return new Observable((subscriber) => {
      [this.#delivered, this.#missing, this.#passed] = [this.window.to, undefined, undefined];
      let cancel = (): void => undefined;
      const wait = (): void => {
        if (!subscriber.closed) cancel = this.options.timers.after(LOOK_MS, look);
      };
      const look = (): void => {
        // While the log cannot be reached, nothing is known. The subscription reports that.
        this.#lookAt(subscriber)
          .catch(() => undefined)
          .then(wait, (error: unknown) => subscriber.error(error));
      };
      wait();
      return () => cancel();
    });
  }

  async #lookAt(subscriber: Subscriber<LogRange>): Promise<void> {
    const asked = this.options.timers.elapsed();
    const head = await this.log.head();
    for (let end = this.#hasReached(head); !end && !subscriber.closed;) {
      const range = await this.options.scan(this.window.to);
      this.#expect(range, asked);
      subscriber.next(range);
      end = range.end || this.#hasReached(head);
    }
    this.#look = { asked, head };
    const { position, since } = this.#missing ?? {};
    if (position === undefined || since === undefined) return;
    if (comparePositions(this.#delivered, position) >= 0) this.#missing = undefined;
    else if (asked - since > SILENT_MS) subscriber.error(new SilentSubscription(position));
  }

  /** Notes what the subscription should deliver of a range. */
  #expect({ events, scannedTo, scanned }: ScannedRange, since: number): void {
    const last = events.at(-1);
    if (last) this.#missing ??= { position: last.position, since };
    if (!this.#passed || comparePositions(this.#delivered, this.#passed.position) >= 0)
      this.#passed = { position: scannedTo, events: 0 };
    else this.#passed = { position: this.#passed.position, events: this.#passed.events + scanned };
    if (this.#passed.events > UNREPORTED_EVENTS) this.#missing ??= { position: this.#passed.position, since };
  }

  #hasReached(head: Position): boolean {
    return comparePositions(this.window.to, head) >= 0;
  }
}
