import { EVENT_STORE } from '@ledgerdesk/application';
import type { Backpressure, EventStore, LogMessage, StoredEvent } from '@ledgerdesk/event-store';
import { chatStream, prefixOf } from '@ledgerdesk/events';
import { Inject, Injectable } from '@nestjs/common';
import {
  concatMap,
  defer,
  filter,
  from,
  map,
  merge,
  type Observable,
  of,
  retry,
  share,
  switchMap,
  takeWhile,
} from 'rxjs';

/** Streams with new events. Null: unknown, so every stream is read. */
type ChangedStreams = ReadonlySet<string> | null;

const RETRY_MS = 1_000;
/** Events that are read at a time. */
const PAGE = 200;

const changedStreams = (message: LogMessage, index: number): ChangedStreams =>
  index === 0 ? null : new Set(message.kind === 'events' ? message.events.map(({ stream }) => stream) : []);

/** Follows chats. All subscribers share one subscription to the log. */
@Injectable()
export class ChatUpdates {
  private readonly changes: Observable<ChangedStreams>;

  constructor(@Inject(EVENT_STORE) private readonly store: EventStore) {
    const begin = async () => store.head();
    this.changes = defer(begin).pipe(
      switchMap((head) => store.subscribe(head, { streamPrefixes: [prefixOf('chat')] }).pipe(map(changedStreams))),
      retry({ delay: RETRY_MS }),
      share(),
    );
  }

  /**
   * Emits the events after a revision (-1: from the start), then live ones, until the chat has ended. Awaits `ready`
   * before each page.
   */
  follow(chatId: string, after: number, ready: Backpressure): Observable<StoredEvent> {
    const stream = chatStream(chatId);
    let next = after + 1;
    const store = this.store;
    const read = async function* (): AsyncGenerator<StoredEvent> {
      for (let isFull = true; isFull;) {
        await ready();
        const events = await store.readStream(stream, { from: next, limit: PAGE });
        next += events.length;
        isFull = events.length === PAGE;
        yield* events;
      }
    };
    return merge(this.changes.pipe(filter((streams) => streams === null || streams.has(stream))), of(null)).pipe(
      concatMap(() => from(read())),
      takeWhile(({ type }) => type !== 'ChatEnded', true),
    );
  }
}
