import type { Backpressure, LogFilter, LogRange, LogTail } from '@ledgerdesk/event-store';
import { asError, type Position, Signal, type Timers } from '@ledgerdesk/kernel';
import { Observable, ReplaySubject, type Subscriber, takeUntil } from 'rxjs';
import { FairQueue } from '../as-of/fair-queue.js';
import { realTimers } from '../timers.js';
import type { EventView } from './event-view.js';
import type { PageReader } from './page-reader.js';

export interface FollowersOptions {
  /** The newest events of the log. */
  readonly tail: Pick<LogTail, 'begun' | 'changes' | 'page' | 'position'>;
  /** Reads events that the tail no longer has. */
  readonly pages: PageReader;
  /** Maximum number of followers that read a page of earlier events at once. The others wait; callers take turns. */
  readonly catchingUp: number;
  /** Pages of earlier events that a follower reads without reaching the tail. Default: no limit. */
  readonly maxPages?: number;
  readonly timers?: Timers;
}

export interface FollowOptions<Params> {
  readonly params: Params;
  /** Exclusive. */
  readonly after: Position;
  /** Replaces the limit of pages. */
  readonly maxPages?: number;
  /** Identifies the caller, whose followers share its turns. */
  readonly caller?: string | undefined;
  /** Resolves when the consumer has handled its items and can take more. */
  readonly ready: Backpressure;
}

/** What a follower emits: items in log order, or, as its last message, that the tail is too far away. */
export type Followed<Item> =
  | { readonly kind: 'items'; readonly items: readonly Item[] }
  | { readonly kind: 'too-far-behind'; readonly scannedTo: Position };

/** Limits of what a follower gets at a time, and holds in memory. */
const PAGE = { limit: 500, maxBytes: 131_072 };
/** A consumer that has not read its page after this time gives up its place, and waits for another. */
const PLACE_MS = 10_000;

/** One follower: what it reads, and the position up to which it has emitted. */
interface Follower<Params, Item> {
  readonly view: EventView<Params, Item>;
  readonly options: FollowOptions<Params>;
  readonly subscriber: Subscriber<Followed<Item>>;
  /** Aborts when the consumer unsubscribes. */
  readonly left: AbortSignal;
  readonly filter: LogFilter;
  position: Position;
}

const emitRange = <Params, Item>(follower: Follower<Params, Item>, { events, scannedTo }: LogRange): void => {
  const { view, options, subscriber } = follower;
  follower.position = scannedTo;
  const items = events.flatMap((event) => view.itemsOf(event, options.params));
  if (items.length > 0) subscriber.next({ kind: 'items', items });
};

/**
 * Follows the log for many consumers, such as event streams. All of them get new events from the tail of the log;
 * consumers that are behind read pages of earlier events, a few at a time. Nothing is read for a consumer that is not
 * ready. Both kinds of events go through the same view and in order, so that none is lost or repeated between them.
 *
 * @example
 * const followers = new Followers({ tail: log.tail, pages, catchingUp: 16 });
 * followers.follow(logView, { params, after: '0', ready }).subscribe(send);
 */
export class Followers {
  private readonly places: FairQueue;
  private readonly timers: Timers;
  private readonly behind = new Set<object>();
  private readonly closed = new ReplaySubject<void>(1);

  constructor(private readonly options: FollowersOptions) {
    const { catchingUp, timers = realTimers } = options;
    this.places = new FairQueue({ running: catchingUp, waiting: Infinity, waitingPerCaller: Infinity });
    this.timers = timers;
  }

  /** Number of followers that read earlier events, or wait for their turn. */
  get catchingUp(): number {
    return this.behind.size;
  }

  /** Emits what a view shows of the events after a position, then of new ones, until unsubscribed or closed. */
  follow<Params, Item>(view: EventView<Params, Item>, options: FollowOptions<Params>): Observable<Followed<Item>> {
    return new Observable((subscriber) => {
      const left = new AbortController();
      const changed = new Signal();
      const changes = this.options.tail.changes.pipe(takeUntil(this.closed)).subscribe({
        next: () => changed.notify(),
        complete: () => {
          subscriber.complete();
          changed.notify();
        },
      });
      const filter = view.filter(options.params);
      const follower = { view, options, subscriber, filter, left: left.signal, position: options.after };
      this.run(follower, changed).catch((error: unknown) => subscriber.error(error));
      return () => {
        changes.unsubscribe();
        this.behind.delete(follower);
        left.abort();
        changed.notify();
      };
    });
  }

  close(): Promise<void> {
    this.closed.next();
    return Promise.resolve();
  }

  private async run<Params, Item>(follower: Follower<Params, Item>, changed: Signal): Promise<void> {
    const { options, subscriber } = follower;
    const { ready, maxPages = this.options.maxPages ?? Infinity } = options;
    const { tail } = this.options;
    await tail.begun();
    let pages = 0;
    for (await ready(); !subscriber.closed; await ready()) {
      const range = tail.page(follower.position, follower.filter, PAGE);
      if (range) {
        pages = 0;
        this.behind.delete(follower);
        if (range.scannedTo === follower.position) await changed.wait();
        else emitRange(follower, range);
      } else if (pages < maxPages) {
        pages += 1;
        this.behind.add(follower);
        await this.emitPage(follower);
      } else {
        subscriber.next({ kind: 'too-far-behind', scannedTo: follower.position });
        subscriber.complete();
      }
    }
  }

  /** Emits the next page of earlier events, when it is the follower's turn. */
  private emitPage<Params, Item>(follower: Follower<Params, Item>): Promise<void> {
    const { view, options, subscriber, left } = follower;
    const { params, caller, ready } = options;
    const asker = { ...(caller !== undefined && { caller }), signal: left };
    return this.places.run(async () => {
      const request = { ...PAGE, params, after: follower.position };
      const { items, scannedTo } = await this.options.pages.read(view, request, asker);
      follower.position = scannedTo;
      if (items.length === 0 || subscriber.closed) return;
      subscriber.next({ kind: 'items', items });
      await this.untilRead(ready, left);
    }, asker);
  }

  /**
   * Resolves when the consumer has read its page or has left, and at the latest after PLACE_MS.
   * Rejects if `ready` does.
   */
  private untilRead(ready: Backpressure, left: AbortSignal): Promise<void> {
    // The consumer may have left when it was given the page.
    if (left.aborted) return Promise.resolve();
    return new Promise((resolve, reject) => {
      const done = (): void => {
        cancel();
        left.removeEventListener('abort', done);
        resolve();
      };
      const cancel = this.timers.after(PLACE_MS, done);
      left.addEventListener('abort', done);
      ready().then(done, (error: unknown) => {
        reject(asError(error));
        done();
      });
    });
  }
}
