import { convertToCommandError } from '@eventstore/db-client';
import type { ReadResp } from '@eventstore/db-client/generated/streams_pb.js';
import { comparePositions, type Position } from '@ledgerdesk/kernel';
import { matchesFilter } from '../matches-filter.js';
import { PageBytes } from '../page-bytes.js';
import type { LogFilter, StoredEvent } from '../port.js';
import { SUBSCRIPTION_PAGE } from '../subscription.js';
import type { ConnectedNode } from './connected-node.js';
import { fromReadEvent } from './event-conversion.js';
import { isUserEvent, readPositionAfter } from './log-filter.js';
import { cancelRead, type ReadCall, UnreadableEvent } from './read-events.js';
import { subscriptionRequest } from './read-request.js';

/** Events that the server scans, without a match, before it sends a checkpoint. */
const CHECKPOINT_WINDOW = 500;

/** Limits of what is kept until it is taken. At a limit, receiving pauses. */
const KEPT = { count: 2_000, bytes: 4 * 1_048_576 };

const bytesOf = ({ data, metadata }: StoredEvent): number => data.length + metadata.length;

/** A subscription has ended, for example because the server is shutting down. */
export class SubscriptionEnded extends Error {
  /** The client's type for transient errors. */
  readonly type = 'unavailable';

  constructor(message = 'The server ended the subscription.') {
    super(message);
  }
}

/**
 * A catch-up subscription of the server to `$all`, from which events are taken. What is received is kept until then, up
 * to a limit; the rest stays at the server. Throws nothing: a failure is in `failure`, behind the events before it.
 */
export class ServerSubscription {
  /** Why the subscription ended. */
  failure: Error | undefined;
  /** True from the first time that it reached the head. */
  isLive = false;
  #hasCaughtUp = false;
  #checkpoint: Position | undefined;
  #kept: StoredEvent[] = [];
  #keptBytes = 0;
  readonly #onReplaced: () => void;
  readonly #call: ReadCall;
  readonly #isMatch: (event: StoredEvent) => boolean;

  /** `onNews` is called when there is something to take, and with the failure when there is one. */
  constructor(
    private readonly node: Pick<ConnectedNode, 'client' | 'replaced'>,
    after: Position,
    filter: LogFilter,
    private readonly onNews: (failure?: Error) => void,
  ) {
    this.#isMatch = matchesFilter(filter);
    this.#onReplaced = () => this.#fail(new SubscriptionEnded('Its connection was replaced by another one.'));
    node.replaced.addEventListener('abort', this.#onReplaced);
    const scan = { window: CHECKPOINT_WINDOW, windowsPerCheckpoint: 1 };
    this.#call = node.client
      .openRead(subscriptionRequest(readPositionAfter(after), filter, scan))
      .on('data', (response: ReadResp) => this.#receive(response))
      .on('error', (error: Error) => this.#fail(convertToCommandError(error)))
      .on('end', () => this.#fail(new SubscriptionEnded()));
  }

  /** Takes the matching events that have arrived after a position, at most a page of them. */
  take(after: Position): readonly StoredEvent[] {
    const bytes = new PageBytes(SUBSCRIPTION_PAGE.maxBytes);
    const length = this.#kept.findIndex((event, index) => {
      const isFull = index === SUBSCRIPTION_PAGE.limit || bytes.isFull;
      bytes.add(event);
      return isFull;
    });
    const taken = this.#kept.splice(0, length < 0 ? this.#kept.length : length);
    this.#keptBytes -= taken.reduce((sum, event) => sum + bytesOf(event), 0);
    if (this.#call.isPaused() && !this.#isFull) this.#call.resume();
    return taken.filter(({ position }) => comparePositions(position, after) > 0);
  }

  /** True if no event waits to be taken. */
  get isEmpty(): boolean {
    return this.#kept.length === 0;
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
    this.#call.removeAllListeners('data').removeAllListeners('end').resume();
    this.failure ??= new SubscriptionEnded('It was closed.');
    cancelRead(this.#call);
  }

  get #isFull(): boolean {
    return this.#kept.length >= KEPT.count || this.#keptBytes >= KEPT.bytes;
  }

  #receive(response: ReadResp): void {
    try {
      if (response.hasEvent()) this.#keep(fromReadEvent(response.getEvent()));
      if (response.hasCaughtUp()) this.#hasCaughtUp = true;
      const checkpoint = response.getCheckpoint();
      if (checkpoint) this.#checkpoint = String(checkpoint.getCommitPosition());
      this.onNews();
    } catch (error) {
      this.#fail(new UnreadableEvent(error));
    }
  }

  #keep(event: StoredEvent | undefined): void {
    if (!event || !isUserEvent(event) || !this.#isMatch(event)) return;
    this.#kept.push(event);
    this.#keptBytes += bytesOf(event);
    if (this.#isFull) this.#call.pause();
  }

  #fail(error: Error): void {
    if (this.failure) return;
    this.failure = error;
    this.onNews(error);
  }
}
