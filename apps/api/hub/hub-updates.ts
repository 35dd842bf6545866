import { EVENT_STORE } from '@ledgerdesk/application';
import type { EventStore, LogFilter, LogMessage, StoredEvent } from '@ledgerdesk/event-store';
import { prefixOf } from '@ledgerdesk/events';
import { comparePositions, type Position } from '@ledgerdesk/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { concatMap, defer, filter, from, type Observable, ReplaySubject, share, switchMap, tap } from 'rxjs';
import { HUB_EVENTS } from './hub-update.view.js';

const REQUESTS: LogFilter = {
  streamPrefixes: [prefixOf('ticket'), prefixOf('callback'), prefixOf('chat')],
  types: HUB_EVENTS,
};

const eventsIn = (message: LogMessage): readonly StoredEvent[] => (message.kind === 'events' ? message.events : []);

/** What happens to all requests. One look at the log serves all who follow. */
@Injectable()
export class HubUpdates {
  private readonly news: Observable<LogMessage>;

  constructor(@Inject(EVENT_STORE) private readonly store: EventStore) {
    const begin = async () => store.head();
    this.news = defer(begin).pipe(
      switchMap((head) => store.subscribe(head, REQUESTS)),
      // Whoever comes later hears at once how far this has come: what lies before is read from the log.
      share({ connector: () => new ReplaySubject<LogMessage>(1) }),
    );
  }

  /** Everything after a position, then whatever comes. */
  after(position: Position): Observable<StoredEvent> {
    let last = position;
    return this.news.pipe(
      concatMap((message, index) => from(index === 0 ? this.past(position) : eventsIn(message))),
      filter((event) => comparePositions(event.position, last) > 0),
      tap((event) => {
        last = event.position;
      }),
    );
  }

  private async *past(position: Position): AsyncGenerator<StoredEvent> {
    for (let after = position, end = false; !end; await nextTurn()) {
      const page = await this.store.readAll({ after, filter: REQUESTS });
      yield* page.events;
      after = page.scannedTo;
      end = page.end;
    }
  }
}
