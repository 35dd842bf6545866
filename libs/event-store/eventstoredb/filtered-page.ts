import {
  type AllStreamResolvedEvent,
  type AllStreamSubscription,
  eventTypeFilter,
  type EventStoreDBClient,
  type Filter,
  streamNameFilter,
} from '@eventstore/db-client';
import { comparePositions, type Position } from '@ledgerdesk/kernel';
import { PageBytes } from '../page-bytes.js';
import type { LogFilter, LogPage, StoredEvent } from '../port.js';
import { fromClientEvent } from './event-conversion.js';
import { matchesFilter } from '../matches-filter.js';
import { isUserEvent, readPositionAfter } from './log-filter.js';
import { SubscriptionEnded } from './server-subscription.js';

/** Events that the server scans before it may send a checkpoint. */
const SEARCH_WINDOW = 1_000;
/** Search windows per checkpoint. A page ends at the first checkpoint, well within the timeout of a call. */
const WINDOWS_PER_CHECKPOINT = 10;

interface FilteredPageRequest {
  readonly after: Position;
  readonly filter: LogFilter;
  readonly limit: number;
  readonly maxBytes: number | undefined;
  /** Read before the subscription starts: once it has caught up, it has scanned at least up to here. */
  readonly head: Position;
}

type OnCheckpoint = (position: Position) => void;

/** The server filters by stream or by type, and only by prefix. The client filters its results again. */
const serverFilter = ({ streamPrefixes, types }: LogFilter, onCheckpoint: OnCheckpoint): Filter => {
  const options = {
    maxSearchWindow: SEARCH_WINDOW,
    checkpointInterval: WINDOWS_PER_CHECKPOINT,
    checkpointReached: (_: unknown, { commit }: { commit: bigint }) => onCheckpoint(String(commit)),
  };
  return types
    ? eventTypeFilter({ prefixes: [...types], ...options })
    : streamNameFilter({ prefixes: [...(streamPrefixes ?? [])], ...options });
};

const later = (a: Position, b: Position): Position => (comparePositions(a, b) > 0 ? a : b);
const earlier = (a: Position, b: Position): Position => (comparePositions(a, b) > 0 ? b : a);

const stop = (subscription: AllStreamSubscription): void => {
  subscription.removeAllListeners().on('error', () => undefined);
  void subscription.unsubscribe().catch(() => undefined);
  subscription.destroy();
};

/** Calls back once the buffered events are emitted: the client reports checkpoints and `caughtUp` ahead of them. */
const whenDrained = (subscription: AllStreamSubscription, callback: () => void): void => {
  setImmediate(() => {
    // Nobody reads what a stopped subscription has buffered.
    if (subscription.destroyed) return;
    if (subscription.readableLength === 0) callback();
    else whenDrained(subscription, callback);
  });
};

/**
 * Reads a page of `$all`, forward, with a filtered subscription: the server does not filter reads. The page ends when
 * it is full by count or bytes, at the server's first checkpoint, or at the end of the log.
 */
export const readFilteredPage = (
  client: EventStoreDBClient,
  { after, filter, limit, maxBytes, head }: FilteredPageRequest,
): Promise<LogPage> =>
  new Promise((resolve, reject) => {
    const events: StoredEvent[] = [];
    const bytes = new PageBytes(maxBytes);
    const finish = (scannedTo: Position, end: boolean): void => {
      stop(subscription);
      resolve({ events, scannedTo: later(scannedTo, events.at(-1)?.position ?? after), end });
    };
    const isFull = (): boolean => bytes.isFull || events.length === limit;
    const fail = (error: Error): void => {
      stop(subscription);
      reject(error);
    };
    const add = (record: AllStreamResolvedEvent): void => {
      const event = fromClientEvent(record);
      if (event && !isFull() && isUserEvent(event) && matchesFilter(filter)(event)) {
        events.push(event);
        bytes.add(event);
      }
      if (isFull()) finish(after, false);
    };
    const subscription = client.subscribeToAll({
      fromPosition: readPositionAfter(after),
      filter: serverFilter(filter, (position) =>
        whenDrained(subscription, () => finish(earlier(position, head), false)),
      ),
    });
    subscription
      .on('data', add)
      .on('caughtUp', () => whenDrained(subscription, () => finish(head, true)))
      .once('error', fail)
      .once('end', () => fail(new SubscriptionEnded()));
  });
