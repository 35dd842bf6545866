import { END, type EventStoreDBClient, excludeSystemEvents } from '@eventstore/db-client';
import { Observable, share } from 'rxjs';
import { pauseBefore } from './patience.js';

/**
 * Rings whenever something was appended, and whenever it is listening anew: what came meanwhile was not heard. A
 * subscription that ends, with an error or without, is replaced after a pause. One serves all who listen.
 */
export const newsOf = (client: EventStoreDBClient): Observable<void> =>
  new Observable<void>((listener) => {
    let attempt = 0;
    let stop = (): void => undefined;
    const listen = (): void => {
      const subscription = client.subscribeToAll({ fromPosition: END, filter: excludeSystemEvents() });
      const again = (): void => {
        subscription
          .removeAllListeners()
          .on('error', () => undefined)
          .destroy();
        const timer = setTimeout(listen, pauseBefore(attempt));
        attempt += 1;
        stop = () => clearTimeout(timer);
      };
      subscription
        .on('confirmation', () => {
          attempt = 0;
          listener.next();
        })
        .on('data', () => listener.next())
        .once('error', again)
        .once('end', again);
      stop = () => {
        subscription.removeAllListeners().on('error', () => undefined);
        void subscription.unsubscribe().catch(() => undefined);
      };
    };
    listen();
    return () => stop();
  }).pipe(share());
