import {
  type AllStreamResolvedEvent,
  type AllStreamSubscription,
  eventTypeFilter,
  excludeSystemEvents,
  type Filter,
  streamNameFilter,
} from '@eventstore/db-client';
import { comparePositions, type Position } from '@ledgerdesk/kernel';
import { matchesFilter } from '../matches-filter.js';
import { PageBytes } from '../page-bytes.js';
import type { LogFilter, StoredEvent } from '../port.js';
import { SUBSCRIPTION_PAGE } from '../subscription.js';
import type { ConnectedNode } from './connected-node.js';
import { fromClientEvent } from './event-conversion.js';
import { isUserEvent, readPositionAfter } from './log-filter.js';

/** Events that the server scans, without a match, before it sends a checkpoint. */
const CHECKPOINT_WINDOW = 500;

type ScanOptions = NonNullable<Parameters<typeof excludeSystemEvents>[0]>;

/** The server filters by stream or by type, and only by prefix. The client filters its results again. */
const serverFilter = ({ streamPrefixes, types }: LogFilter, options: ScanOptions): Filter => {
  if (streamPrefixes?.length === 0 || types?.length === 0) return excludeSystemEvents(options);
  if (streamPrefixes) return streamNameFilter({ prefixes: [...streamPrefixes], ...options });
  if (types) return eventTypeFilter({ prefixes: [...types], ...options });
  return excludeSystemEvents(options);
};

/** A subscription has ended, for example because the server is shutting down. */
export class SubscriptionEnded extends Error {
  /** The client's type for transient errors. */
  readonly type = 'unavailable';

  constructor(message = 'The server ended the subscription.') {
    super(message);
  }
}

/**
 * A catch-up subscription of the server to `$all`, from which events are taken. What is not taken stays at the server,
 * which sends no more than the client's buffer holds. Throws nothing: a failure is in `failure` once the events before
 * it have been taken.
 */
export class ServerSubscription {
  /** Why the subscription ended. */
  failure: Error | undefined;
  /** True from the first time that it reached the head. */
  isLive = false;
  #hasCaughtUp = false;
  #checkpoint: Position | undefined;
  readonly #onReplaced: () => void;
  readonly #subscription: AllStreamSubscription;
  readonly #isMatch: (event: StoredEvent) => boolean;

  /** `onNews` is called when there is something to take, and with the failure when there is one. */
  constructor(
    private readonly node: Pick<ConnectedNode, 'client' | 'replaced'>,
    after: Position,
    filter: LogFilter,
    onNews: (failure?: Error) => void,
  ) {
    this.#isMatch = matchesFilter(filter);
    const checkpointReached = (_: unknown, { commit }: { commit: bigint }): void => {
      this.#checkpoint = String(commit);
      onNews();
    };
    const fail = (error: Error): void => {
      this.failure ??= error;
      onNews(error);
    };
    this.#onReplaced = () => fail(new SubscriptionEnded('Its connection was replaced by another one.'));
    node.replaced.addEventListener('abort', this.#onReplaced);
    this.#subscription = node.client
      .subscribeToAll({
        fromPosition: readPositionAfter(after),
        filter: serverFilter(filter, {
          maxSearchWindow: CHECKPOINT_WINDOW,
          checkpointInterval: 1,
          checkpointReached,
        }),
      })
      .on('readable', () => onNews())
      .on('caughtUp', () => {
        this.#hasCaughtUp = true;
        onNews();
      })
      .on('error', fail)
      .on('end', () => fail(new SubscriptionEnded()));
  }

  /** Takes the matching events that have arrived after a position, at most a page of them. */
  take(after: Position): readonly StoredEvent[] {
    const events: StoredEvent[] = [];
    const bytes = new PageBytes(SUBSCRIPTION_PAGE.maxBytes);
    while (events.length < SUBSCRIPTION_PAGE.limit && !bytes.isFull) {
      const record = this.#subscription.read() as AllStreamResolvedEvent | null;
      if (!record) break;
      const event = fromClientEvent(record);
      if (!event || !isUserEvent(event) || !this.#isMatch(event)) continue;
      if (comparePositions(event.position, after) <= 0) continue;
      events.push(event);
      bytes.add(event);
    }
    return events;
  }

  /** True if no event waits to be taken. */
  get isEmpty(): boolean {
    return this.#subscription.readableLength === 0;
  }

  /** True once after the server has reported that the subscription is at the head. */
  takeCaughtUp(): boolean {
    const hasCaughtUp = this.#hasCaughtUp;
    this.#hasCaughtUp = false;
    this.isLive ||= hasCaughtUp;
    return hasCaughtUp;
  }

  /** Position up to which the server found no further match, once after it has reported that. */
  takeCheckpoint(): Position | undefined {
    const checkpoint = this.#checkpoint;
    this.#checkpoint = undefined;
    return checkpoint;
  }

  close(): void {
    this.node.replaced.removeEventListener('abort', this.#onReplaced);
    this.#subscription.removeAllListeners().on('error', () => undefined);
    void this.#subscription.unsubscribe().catch(() => undefined);
    this.#subscription.destroy();
  }
}
