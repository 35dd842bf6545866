import {
  type AllStreamResolvedEvent,
  type AllStreamSubscription,
  eventTypeFilter,
  type EventStoreDBClient,
  type Filter,
  streamNameFilter,
} from '@eventstore/db-client';
import { comparePositions, type Position } from '@ledgerdesk/kernel';
import type { LogFilter, LogPage, StoredEvent } from '../port.js';
import { fromClient } from './events.js';
import { beginAfter, isOurs, matches } from './records.js';

/** Events that a server passes over before it may say how far it is. */
const WINDOW = 1_000;
/** Windows after which it says so. A page ends there, so that no search outlasts the patience of one call. */
const WINDOWS_A_PAGE = 10;

export interface Search {
  readonly after: Position;
  readonly filter: LogFilter;
  readonly limit: number;
  /** Read before the search begins: whoever has caught up has looked at least this far. */
  readonly head: Position;
}

type Reached = (position: Position) => void;

/** A server takes one condition, on streams or on types, and both by prefix: what it lets through is looked at again here. */
const serverFilter = ({ streamPrefixes, types }: LogFilter, reached: Reached): Filter => {
  const told = {
    maxSearchWindow: WINDOW,
    checkpointInterval: WINDOWS_A_PAGE,
    checkpointReached: (_: unknown, { commit }: { commit: bigint }) => reached(String(commit)),
  };
  return types
    ? eventTypeFilter({ prefixes: [...types], ...told })
    : streamNameFilter({ prefixes: [...(streamPrefixes ?? [])], ...told });
};

const later = (a: Position, b: Position): Position => (comparePositions(a, b) > 0 ? a : b);
const earlier = (a: Position, b: Position): Position => (comparePositions(a, b) > 0 ? b : a);

const stop = (subscription: AllStreamSubscription): void => {
  subscription.removeAllListeners().on('error', () => undefined);
  void subscription.unsubscribe().catch(() => undefined);
};

/** The client announces checkpoints and the end of the past as they arrive, events only when it comes to them. */
const whenDrained = (subscription: AllStreamSubscription, then: () => void): void => {
  setImmediate(() => (subscription.readableLength === 0 ? then() : whenDrained(subscription, then)));
};

/**
 * A page of `$all`, forward, for which the server looks: reads are not filtered there, subscriptions are. Ends when it
 * is full, when the server says how far it has looked, or at the end of the log.
 */
export const search = (client: EventStoreDBClient, { after, filter, limit, head }: Search): Promise<LogPage> =>
  new Promise((resolve, reject) => {
    const events: StoredEvent[] = [];
    const page = (scannedTo: Position, end: boolean): void => {
      stop(subscription);
      resolve({ events, scannedTo: later(scannedTo, events.at(-1)?.position ?? after), end });
    };
    const failed = (fault: Error): void => {
      stop(subscription);
      reject(fault);
    };
    const take = (record: AllStreamResolvedEvent): void => {
      if (events.length < limit)
        events.push(...[fromClient(record) ?? []].flat().filter(isOurs).filter(matches(filter)));
      if (events.length === limit) page(after, false);
    };
    const subscription = client.subscribeToAll({
      fromPosition: beginAfter(after),
      filter: serverFilter(filter, (position) => whenDrained(subscription, () => page(earlier(position, head), false))),
    });
    subscription
      .on('data', take)
      .on('caughtUp', () => whenDrained(subscription, () => page(head, true)))
      .once('error', failed)
      .once('end', () => failed(new SearchEnded()));
  });

/** The server ended a search before it was through, as one does that is shut down. */
class SearchEnded extends Error {
  /** As the client names what passes. */
  readonly type = 'unavailable';

  constructor() {
    super('The server ended the search.');
  }
}
