import { EVENT_STORE, LOG_VIEW, type ViewedLog } from '@ledgerdesk/application';
import {
  type Backpressure,
  type EventStore,
  type LogMessage,
  type StoredEvent,
  streamPagesOf,
} from '@ledgerdesk/event-store';
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
/** Limits of one read. */
const PAGE = { limit: 200, maxBytes: 131_072 };

const changedStreams = (message: LogMessage, index: number): ChangedStreams =>
  index === 0 ? null : new Set(message.kind === 'events' ? message.events.map(({ stream }) => stream) : []);

/** Follows chats. All subscribers share one subscription to the log. */
@Injectable()
export class ChatUpdates {
  private readonly changes: Observable<ChangedStreams>;

  constructor(
    @Inject(EVENT_STORE) store: EventStore,
    @Inject(LOG_VIEW) private readonly log: ViewedLog,
  ) {
    const begin = async () => store.head();
    this.changes = defer(begin).pipe(
      switchMap((head) => store.subscribe(head, { streamPrefixes: [prefixOf('chat')] }).pipe(map(changedStreams))),
      retry({ delay: RETRY_MS }),
      share(),
    );
  }

  /**
   * Emits what `show` makes of the events after a revision (-1: from the start), then of live ones, in pages, until the
   * chat has ended. Awaits `ready` before each page.
   */
  follow<Item>(
    chatId: string,
    after: number,
    ready: Backpressure,
    show: (events: readonly StoredEvent[]) => Promise<readonly Item[]>,
  ): Observable<readonly Item[]> {
    const stream = chatStream(chatId);
    let next = after + 1;
    let hasEnded = false;
    const { log } = this;
    const read = async function* (): AsyncGenerator<readonly Item[]> {
      await ready();
      for await (const events of streamPagesOf(log, stream, { ...PAGE, from: next })) {
        next += events.length;
        hasEnded = events.some(({ type }) => type === 'ChatEnded');
        yield await show(events);
        if (hasEnded) return;
        await ready();
      }
    };
    return merge(this.changes.pipe(filter((streams) => streams === null || streams.has(stream))), of(null)).pipe(
      concatMap(() => from(read())),
      takeWhile(() => !hasEnded, true),
    );
  }
}
