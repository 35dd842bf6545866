import { setTimeout as sleep } from 'node:timers/promises';
import { comparePositions, type Position, Signal } from '@ledgerdesk/kernel';
import { Observable, type Subscriber } from 'rxjs';
import { NoSuchPosition } from '../errors.js';
import { pagesOf } from '../pages.js';
import type { Backpressure, LogFilter, LogMessage, LogPage, ReadAllOptions } from '../port.js';
import { backoffMs, isUnknownPosition } from './retry.js';
import type { ServerSubscription } from './server-subscription.js';

interface CatchUpOptions {
  /** Subscribes at the server, from a position. `onNews` is called when there is something to take, or a failure. */
  readonly subscribe: (after: Position, onNews: () => void) => Promise<ServerSubscription>;
  readonly after: Position;
  readonly filter: LogFilter;
  readonly ready: Backpressure;
  /** Reads a page of the log, with retries. */
  readonly readAll: (options: ReadAllOptions) => Promise<LogPage>;
  /** Completes the subscription when it emits. */
  readonly closed: Observable<void>;
  /** Called when a subscription has ended, before it is replaced. Not called while no server can be reached. */
  readonly onReconnect: (error: unknown) => void;
  /** Waits for some ms. */
  readonly pause?: (ms: number) => Promise<unknown>;
}

/** Position up to which the log is known, and the id of the event there if one is known. */
type Scanned = Pick<LogPage, 'scannedTo' | 'scannedToId'>;

/** Emits the messages of one subscriber, over as many subscriptions of the server as it takes. */
class CatchUp {
  readonly #news = new Signal();
  /** True once the current subscription has delivered an event, or that it is at the head. */
  #hasProgressed = false;
  #at: Scanned;
  /** True while the last message said `caught-up`. */
  #isCaughtUp = false;

  constructor(
    private readonly options: CatchUpOptions,
    private readonly subscriber: Subscriber<LogMessage>,
  ) {
    this.#at = { scannedTo: options.after };
  }

  /** Resolves when nobody listens any more. Rejects only if no subscription can begin at this position. */
  async run(): Promise<void> {
    for (let attempt = 0; !this.subscriber.closed; attempt += 1) {
      const { subscribe, onReconnect, pause = sleep } = this.options;
      let source: ServerSubscription | undefined;
      this.#hasProgressed = false;
      try {
        await this.#readToHead();
        source = await subscribe(this.#at.scannedTo, () => this.#news.notify());
        await this.#follow(source);
      } catch (error) {
        if (this.subscriber.closed) return;
        if (error instanceof NoSuchPosition) throw error;
        if (isUnknownPosition(error)) throw new NoSuchPosition(error);
        if (source) onReconnect(error);
        if (this.#hasProgressed) attempt = 0;
        await pause(backoffMs(attempt));
      } finally {
        source?.close();
      }
    }
  }

  stop(): void {
    this.#news.notify();
  }

  /** Passes on what arrives. Throws why the subscription ended; returns when nobody listens any more. */
  async #follow(source: ServerSubscription): Promise<void> {
    for (await this.options.ready(); !this.subscriber.closed; await this.options.ready()) {
      const events = source.take(this.#at.scannedTo);
      const last = events.at(-1);
      if (last) {
        this.#hasProgressed = true;
        this.#emit({ events, scannedTo: last.position, scannedToId: last.id, end: source.isLive && source.isEmpty });
      } else if (source.takeCaughtUp()) {
        this.#hasProgressed = true;
        await this.#readToHead();
      } else if (!(await this.#skipTo(source.takeCheckpoint()))) {
        if (source.failure !== undefined) throw source.failure;
        await this.#news.wait();
      }
    }
  }

  /**
   * Reads pages up to the head, because a server sends pages faster than it feeds a subscription. By the time that a
   * subscription reaches the head, other events may have moved it.
   */
  async #readToHead(): Promise<void> {
    const { readAll, filter, ready } = this.options;
    for await (const page of pagesOf({ readAll, isRemote: true }, { after: this.#at.scannedTo, filter })) {
      await ready();
      if (this.subscriber.closed) return;
      this.#hasProgressed ||= page.events.length > 0;
      this.#emit(page);
    }
  }

  /**
   * Notes that the server found nothing up to a position. The log is known up to the last event there that is not a
   * system event, for a position is never beyond that of the head.
   */
  async #skipTo(checkpoint: Position | undefined): Promise<boolean> {
    if (checkpoint === undefined) return false;
    const { events } = await this.options.readAll({ after: checkpoint, direction: 'backward', limit: 1 });
    const [last] = events;
    if (last && comparePositions(last.position, this.#at.scannedTo) > 0)
      this.#emit({ events: [], scannedTo: last.position, scannedToId: last.id, end: false });
    return true;
  }

  #emit({ events, end, ...scanned }: LogPage): void {
    if (this.subscriber.closed) return;
    const moved = scanned.scannedTo !== this.#at.scannedTo;
    if (moved) this.#at = { scannedTo: scanned.scannedTo, scannedToId: scanned.scannedToId };
    if (moved || events.length > 0) this.#isCaughtUp = false;
    if (events.length > 0 || (moved && !end)) this.subscriber.next({ kind: 'events', events, ...this.#at });
    if (!end || this.#isCaughtUp) return;
    this.#isCaughtUp = true;
    this.subscriber.next({ kind: 'caught-up', ...this.#at });
  }
}

/**
 * Emits the events of `$all` after a position, read in pages up to the head, and new ones as the server delivers them.
 * A subscription that ends, with or without an error, is replaced after a pause by one from the last position. The
 * pauses grow while subscriptions end that have delivered nothing.
 */
export const catchUpSubscription = (options: CatchUpOptions): Observable<LogMessage> =>
  new Observable((subscriber) => {
    const catchUp = new CatchUp(options, subscriber);
    const closed = options.closed.subscribe(() => subscriber.complete());
    catchUp.run().catch((error: unknown) => subscriber.error(error));
    return () => {
      closed.unsubscribe();
      catchUp.stop();
    };
  });
