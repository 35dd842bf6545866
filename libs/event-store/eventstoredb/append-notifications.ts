import { END, type EventStoreDBClient, excludeSystemEvents } from '@eventstore/db-client';
import { Observable, share } from 'rxjs';
import type { CallCounts } from '../call-counts.js';
import { backoffMs } from './retry.js';

/**
 * Emits after every append, and after each reconnect, since appends may have been missed in between. A subscription
 * that ends, with or without an error, is replaced after a pause. All subscribers share one subscription of the client.
 */
export const appendNotifications = (client: EventStoreDBClient, calls: CallCounts): Observable<void> =>
  new Observable<void>((subscriber) => {
    let attempt = 0;
    let stop = (): void => undefined;
    const connect = (): void => {
      calls.count('subscribe');
      const subscription = client.subscribeToAll({ fromPosition: END, filter: excludeSystemEvents() });
      const reconnect = (): void => {
        calls.count('reconnect');
        subscription
          .removeAllListeners()
          .on('error', () => undefined)
          .destroy();
        const timer = setTimeout(connect, backoffMs(attempt));
        attempt += 1;
        stop = () => clearTimeout(timer);
      };
      subscription
        .on('confirmation', () => {
          attempt = 0;
          subscriber.next();
        })
        .on('data', () => subscriber.next())
        .once('error', reconnect)
        .once('end', reconnect);
      stop = () => {
        subscription.removeAllListeners().on('error', () => undefined);
        void subscription.unsubscribe().catch(() => undefined);
      };
    };
    connect();
    return () => stop();
  }).pipe(share());
