import { EVENT_STORE } from '@ledgerdesk/application';
import type { Backpressure, EventStore, LogFilter, LogMessage, StoredEvent } from '@ledgerdesk/event-store';
import { prefixOf } from '@ledgerdesk/events';
import { comparePositions, type Position } from '@ledgerdesk/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { concatMap, defer, filter, from, type Observable, ReplaySubject, share, switchMap, tap } from 'rxjs';
import { HUB_EVENTS } from './hub-update.view.js';

const REQUESTS: LogFilter = {
  streamPrefixes: [prefixOf('ticket'), prefixOf('callback'), prefixOf('chat')],
  types: HUB_EVENTS,
};

const eventsIn = (message: LogMessage): readonly StoredEvent[] => (message.kind === 'events' ? message.events : []);

/** Pages of earlier events that a follower reads, and matching events on a page. */
const MAX_PAGES = 50;
const PAGE = 200;

/** Too many events were missed to send them one by one. */
export interface Reset {
  readonly reset: Position;
}

const positionOf = (update: StoredEvent | Reset): Position => ('reset' in update ? update.reset : update.position);

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

  /**
   * Emits the events after a position, then live ones. Awaits `ready` before each page of earlier events. A position
   * that is more than MAX_PAGES behind is not caught up with: the consumer is told to start over.
   */
  after(position: Position, ready: Backpressure): Observable<StoredEvent | Reset> {
    let last = position;
    return this.live.pipe(
      concatMap((message, index) => from(index === 0 ? this.recorded(position, ready) : eventsIn(message))),
      filter((update) => comparePositions(positionOf(update), last) > 0),
      tap((update) => {
        last = positionOf(update);
      }),
    );
  }

  private async *recorded(position: Position, ready: Backpressure): AsyncGenerator<StoredEvent | Reset> {
    let after = position;
    for (let page = 1; page <= MAX_PAGES; page += 1) {
      await ready();
      const { events, scannedTo, end } = await this.store.readAll({ after, filter: REQUESTS, limit: PAGE });
      yield* events;
      if (end) return;
      after = scannedTo;
    }
    yield { reset: await this.store.head() };
  }
}
