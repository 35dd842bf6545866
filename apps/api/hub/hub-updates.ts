import { EVENT_STORE } from '@ledgerdesk/application';
import { type EventStore, type LogFilter, type LogMessage, pagesOf, type StoredEvent } from '@ledgerdesk/event-store';
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

/** Follows hub events of all requesters. All subscribers share one subscription to the log. */
@Injectable()
export class HubUpdates {
  private readonly live: Observable<LogMessage>;

  constructor(@Inject(EVENT_STORE) private readonly store: EventStore) {
    const begin = async () => store.head();
    this.live = defer(begin).pipe(
      switchMap((head) => store.subscribe(head, REQUESTS)),
      // Replays the last message to a new subscriber, which reads earlier events from the log.
      share({ connector: () => new ReplaySubject<LogMessage>(1) }),
    );
  }

  /** Emits the events after a position, then live ones. */
  after(position: Position): Observable<StoredEvent> {
    let last = position;
    return this.live.pipe(
      concatMap((message, index) => from(index === 0 ? this.recorded(position) : eventsIn(message))),
      filter((event) => comparePositions(event.position, last) > 0),
      tap((event) => {
        last = event.position;
      }),
    );
  }

  private async *recorded(position: Position): AsyncGenerator<StoredEvent> {
    for await (const { events } of pagesOf(this.store, { after: position, filter: REQUESTS })) {
      yield* events;
      await nextTurn();
    }
  }
}
