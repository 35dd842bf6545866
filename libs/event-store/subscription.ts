import { setImmediate as nextTurn } from 'node:timers/promises';
import { type Position, Signal } from '@ledgerdesk/kernel';
import { Observable, type Subscriber } from 'rxjs';
import type { LogFilter, LogMessage, LogPage, Backpressure } from './port.js';

export interface Subscription {
  /** The page after a position. */
  readonly page: (after: Position, filter: LogFilter) => LogPage | Promise<LogPage>;
  /** Rings when there may be something new; completes when the store closes. */
  readonly news: Observable<unknown>;
  readonly after: Position;
  readonly filter: LogFilter;
  readonly ready: Backpressure;
}

/**
 * Reads page after page and waits for news at the end. Past and present come by the same way, so there is no
 * hand-over at which an event could be lost or doubled.
 */
const follow = async (
  { page: pageAfter, after, filter, ready }: Subscription,
  signal: Signal,
  subscriber: Subscriber<LogMessage>,
): Promise<void> => {
  let scannedTo = after;
  let caughtUp = false;
  for (await ready(); !subscriber.closed; await ready()) {
    const page = await pageAfter(scannedTo, filter);
    if (subscriber.closed) return;
    const moved = page.scannedTo !== scannedTo;
    scannedTo = page.scannedTo;
    if (page.events.length > 0 || (moved && !page.end))
      subscriber.next({ kind: 'events', events: page.events, scannedTo });
    if (page.end && (moved || !caughtUp)) subscriber.next({ kind: 'caught-up', scannedTo });
    caughtUp = page.end;
    await (page.end ? signal.wait() : nextTurn());
  }
};

/** A subscription to the log that begins when it is subscribed to. */
export const subscription = (of: Subscription): Observable<LogMessage> =>
  new Observable((subscriber) => {
    const signal = new Signal();
    const news = of.news.subscribe({
      next: () => signal.notify(),
      complete: () => {
        subscriber.complete();
        signal.notify();
      },
    });
    follow(of, signal, subscriber).catch((error: unknown) => subscriber.error(error));
    return () => {
      news.unsubscribe();
      signal.notify();
    };
  });
