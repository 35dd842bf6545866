import { EVENT_STORE } from '@ledgerdesk/application';
import type { EventStore, LogMessage, StoredEvent } from '@ledgerdesk/event-store';
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

/** The streams that have news; null: any may have. */
type News = ReadonlySet<string> | null;

const RETRY_MS = 1_000;

const newsIn = (message: LogMessage, index: number): News =>
  index === 0 ? null : new Set(message.kind === 'events' ? message.events.map(({ stream }) => stream) : []);

/** Tells whoever follows a chat what happens in it. One look at the log serves all who follow. */
@Injectable()
export class ChatUpdates {
  private readonly news: Observable<News>;

  constructor(@Inject(EVENT_STORE) private readonly store: EventStore) {
    const begin = async () => store.head();
    this.news = defer(begin).pipe(
      switchMap((head) => store.subscribe(head, { streamPrefixes: [prefixOf('chat')] }).pipe(map(newsIn))),
      retry({ delay: RETRY_MS }),
      share(),
    );
  }

  /** Everything after a revision (-1: from the start), then whatever comes, until the chat has ended. */
  of(chatId: string, after: number): Observable<StoredEvent> {
    const stream = chatStream(chatId);
    let next = after + 1;
    const read = async (): Promise<readonly StoredEvent[]> => {
      const events = await this.store.readStream(stream, { from: next });
      next += events.length;
      return events;
    };
    return merge(this.news.pipe(filter((news) => news === null || news.has(stream))), of(null)).pipe(
      concatMap(async () => read()),
      concatMap((events) => from(events)),
      takeWhile(({ type }) => type !== 'ChatEnded', true),
    );
  }
}
