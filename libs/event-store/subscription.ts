import { setImmediate as nextTurn } from 'node:timers/promises';
import { type Position, Signal } from '@ledgerdesk/kernel';
import { Observable, type Subscriber } from 'rxjs';
import type { Backpressure, LogFilter, LogMessage, LogPage } from './port.js';

/** Pages of a subscription are small: each is read, and often handled, in one turn of the event loop. */
export const SUBSCRIPTION_PAGE = { limit: 500, maxBytes: 1_048_576 };

interface SubscriptionOptions {
  /** Reads the page after a position. */
  readonly readPage: (after: Position, filter: LogFilter) => LogPage | Promise<LogPage>;
  /** Emits when events may have been appended; completes when the store closes. */
  readonly appended: Observable<unknown>;
  readonly after: Position;
  readonly filter: LogFilter;
  readonly ready: Backpressure;
}

/**
 * Reads page after page and waits for appends at the head. Stored and new events are read the same way, so no event
 * is lost or duplicated between the two.
 */
const follow = async (
  { readPage, after, filter, ready }: SubscriptionOptions,
  signal: Signal,
  subscriber: Subscriber<LogMessage>,
): Promise<void> => {
  let [scannedTo, scannedToId]: readonly [Position, string | undefined] = [after, undefined];
  let caughtUp = false;
  for (await ready(); !subscriber.closed; await ready()) {
    const page = await readPage(scannedTo, filter);
    if (subscriber.closed) return;
    const moved = page.scannedTo !== scannedTo;
    if (moved) [scannedTo, scannedToId] = [page.scannedTo, page.scannedToId];
    if (page.events.length > 0 || (moved && !page.end))
      subscriber.next({ kind: 'events', events: page.events, scannedTo, scannedToId });
    if (page.end && (moved || !caughtUp)) subscriber.next({ kind: 'caught-up', scannedTo, scannedToId });
    caughtUp = page.end;
    await (page.end ? signal.wait() : nextTurn());
  }
};

/** A cold observable: each subscriber reads the log from `after`. */
export const subscription = (options: SubscriptionOptions): Observable<LogMessage> =>
  new Observable((subscriber) => {
    const signal = new Signal();
    const appended = options.appended.subscribe({
      next: () => signal.notify(),
      error: (error: unknown) => subscriber.error(error),
      complete: () => {
        subscriber.complete();
        signal.notify();
      },
    });
    follow(options, signal, subscriber).catch((error: unknown) => subscriber.error(error));
    return () => {
      appended.unsubscribe();
      signal.notify();
    };
  });
