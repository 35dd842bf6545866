import type { LogFilter, LogMessage, ReadableLog, ReadStreamOptions, StoredEvent } from '@ledgerdesk/event-store';
import { LRUCache } from 'lru-cache';
import { concatMap, defer, map, type Observable } from 'rxjs';
import { linkEvent } from './link-event.js';
import { LinkIndex, linkPages } from './link-index.js';
import { type SystemStream, systemStreamOf } from './system-stream.js';

/** System streams whose places are kept. Another one takes the place of the one that was not read for the longest. */
const MAX_INDEXES = 1_000;

/** The system stream that a subscription is to. */
const subscribedIn = ({ streamPrefixes = [] }: LogFilter): SystemStream | undefined =>
  streamPrefixes.map(systemStreamOf).find((stream) => stream !== undefined);

class SystemStreams {
  readonly #indexes = new LRUCache<string, LinkIndex>({ max: MAX_INDEXES });

  constructor(private readonly log: ReadableLog) {}

  async read(
    stream: SystemStream,
    { from, direction = 'forward', limit = Infinity }: ReadStreamOptions,
  ): Promise<readonly StoredEvent[]> {
    const { revision: length } = await this.index(stream).end();
    if (direction === 'forward') return this.range(stream, from ?? 0, Math.min((from ?? 0) + limit, length));
    const last = Math.min(from ?? length - 1, length - 1);
    return (await this.range(stream, Math.max(last - limit + 1, 0), last + 1)).toReversed();
  }

  subscribe(stream: SystemStream, ...[after, , ready]: Parameters<ReadableLog['subscribe']>): Observable<LogMessage> {
    return defer(() => this.index(stream).at(after)).pipe(
      concatMap((start) => {
        let next = start.revision;
        return this.log.subscribe(start.position, stream.filter, ready).pipe(
          map((message) => {
            if (message.kind !== 'events') return message;
            const events = message.events.flatMap((event) => {
              const linked = stream.linkTo(event);
              return linked ? [linkEvent(stream, next++, event, linked)] : [];
            });
            return { ...message, events };
          }),
        );
      }),
    );
  }

  /** The links from a revision up to another one, which is not included. */
  private async range(stream: SystemStream, from: number, to: number): Promise<readonly StoredEvent[]> {
    const found: StoredEvent[] = [];
    if (from >= to) return found;
    const place = this.index(stream).before(from);
    let { revision } = place;
    for await (const { links } of linkPages(this.log, stream, place.position)) {
      for (const { event, linked } of links) {
        if (revision >= from && revision < to) found.push(linkEvent(stream, revision, event, linked));
        revision += 1;
      }
      if (revision >= to) break;
    }
    return found;
  }

  private index(stream: SystemStream): LinkIndex {
    const known = this.#indexes.get(stream.name);
    if (known) return known;
    const index = new LinkIndex(this.log, stream);
    this.#indexes.set(stream.name, index);
    return index;
  }
}

/**
 * Adds the streams of EventStoreDB's standard projections `$by_category` and `$by_event_type` to reads of a log, but
 * not to `$all`. Nothing is stored: a link is computed when it is read. The first read of such a stream scans the log.
 */
export const withSystemStreams = (log: ReadableLog): ReadableLog => {
  const system = new SystemStreams(log);
  return {
    logId: log.logId,
    readStream: (name, options = {}) => {
      const stream = systemStreamOf(name);
      return stream ? system.read(stream, options) : log.readStream(name, options);
    },
    readAll: (options) => log.readAll(options),
    head: () => log.head(),
    close: () => log.close(),
    subscribe: (after, filter, ready) => {
      const stream = filter && subscribedIn(filter);
      return stream ? system.subscribe(stream, after, filter, ready) : log.subscribe(after, filter, ready);
    },
  };
};
