import type { RecentEvents, StoredEvent } from '@ledgerdesk/event-store';
import type { Position } from '@ledgerdesk/kernel';
import { LRUCache } from 'lru-cache';

/** Events that are kept for one stream. A stream with more of them is read again. */
const MAX_EVENTS = 50;
/** Data and metadata that are kept for all streams, in bytes. Beyond, the news of all of them are dropped. */
const MAX_BYTES = 32 * 1_048_576;

const bytesOf = ({ data, metadata }: StoredEvent): number => data.length + metadata.length;

/** What is new in a stream since a moment. */
export interface StreamNews {
  /** False if events may be missing: the stream has to be read. */
  readonly isComplete: boolean;
  /** In order of their revisions. */
  readonly events: readonly StoredEvent[];
}

class Watch implements StreamNews {
  isComplete = true;
  events: StoredEvent[] = [];
  /** Revision of the last event that was taken: a state before it lacks events that are no longer here. */
  takenTo = -1;

  add(event: StoredEvent): void {
    this.events.push(event);
    if (this.events.length > MAX_EVENTS) this.end();
  }

  end(): void {
    this.isComplete = false;
    this.events = [];
  }
}

/**
 * Collects the new events of streams that are watched, from the newest events of a log, so that what was read of these
 * streams before need not be read again.
 *
 * @example
 * const news = watched.watch(stream); // before the read
 * const loaded = fold(await store.readStream(stream));
 * const events = watched.takeAfter(stream, news, loaded.revision);
 * const current = events ? events.reduce(evolve, loaded) : await readAgain();
 */
export class WatchedStreams {
  readonly #watches: LRUCache<string, Watch>;
  /** Upper bound on the bytes that are kept: events dropped with their stream still count. */
  #bytes = 0;
  #position: Position | undefined;

  /** Watches at most `max` streams, and follows the log until it is closed. */
  constructor(
    private readonly recent: RecentEvents,
    max: number,
  ) {
    this.#watches = new LRUCache({ maxSize: max, sizeCalculation: () => 1, dispose: (watch) => watch.end() });
    recent.changes.subscribe({
      next: () => this.#collect(),
      complete: () => this.#dropAll(),
    });
  }

  /** Begins to collect the events of a stream, or continues. */
  watch(stream: string): StreamNews {
    this.#collect();
    const found = this.#watches.get(stream);
    if (found?.isComplete) return found;
    const watch = new Watch();
    // Without a position nothing is collected: the events in between would be missing.
    if (this.#position === undefined) watch.end();
    else this.#watches.set(stream, watch);
    return watch;
  }

  /** Takes the events after a revision, up to now. Undefined if some may be missing. */
  takeAfter(stream: string, news: StreamNews, revision: number): readonly StoredEvent[] | undefined {
    this.#collect();
    const watch = this.#watches.get(stream);
    if (watch !== news || !watch.isComplete) return undefined;
    const events = watch.events.filter((event) => event.revision > revision);
    const isGapless = events.every((event, index) => event.revision === revision + 1 + index);
    if (revision < watch.takenTo || !isGapless) {
      this.#watches.delete(stream);
      return undefined;
    }
    this.#bytes -= watch.events.reduce((sum, event) => sum + bytesOf(event), 0);
    watch.takenTo = events.at(-1)?.revision ?? watch.takenTo;
    watch.events = [];
    return events;
  }

  /** True if all events that the log had `ms` ago have been collected. */
  areCurrentWithin(ms: number): boolean {
    return this.recent.wasAtHeadWithin(ms);
  }

  /** Ends all watches. */
  clear(): void {
    this.#dropAll();
  }

  #collect(): void {
    const end = this.recent.position;
    if (end === this.#position) return;
    if (this.#position === undefined || end === undefined) return this.#continueAt(end);
    for (let isEnd = false; !isEnd;) {
      const page = this.recent.page(this.#position);
      if (!page) return this.#continueAt(end);
      for (const event of page.events) this.#add(event);
      [this.#position, isEnd] = [page.scannedTo, page.end];
    }
  }

  #add(event: StoredEvent): void {
    const watch = this.#watches.get(event.stream);
    if (!watch) return;
    watch.add(event);
    this.#bytes += bytesOf(event);
    if (this.#bytes > MAX_BYTES) this.#dropAll();
  }

  #dropAll(): void {
    this.#watches.clear();
    this.#bytes = 0;
  }

  /** Continues elsewhere in the log. What lies in between was not collected. */
  #continueAt(position: Position | undefined): void {
    this.#dropAll();
    this.#position = position;
  }
}
