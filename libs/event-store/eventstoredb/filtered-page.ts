import { convertToCommandError } from '@eventstore/db-client';
import type { ReadResp } from '@eventstore/db-client/generated/streams_pb.js';
import { comparePositions, type Position } from '@ledgerdesk/kernel';
import { PageBytes } from '../page-bytes.js';
import type { LogFilter, LogPage, StoredEvent } from '../port.js';
import { fromReadEvent } from './event-conversion.js';
import { matchesFilter } from '../matches-filter.js';
import { isUserEvent, readPositionAfter } from './log-filter.js';
import type { NodeClient } from './node-client.js';
import { cancelRead, UnreadableEvent } from './read-events.js';
import { subscriptionRequest } from './read-request.js';
import { SubscriptionEnded } from './server-subscription.js';

/**
 * What the server scans from one checkpoint to the next. A page ends at the first one, well within the timeout of a
 * call.
 */
const SCAN = { window: 1_000, windowsPerCheckpoint: 10 };

interface FilteredPageRequest {
  readonly after: Position;
  readonly filter: LogFilter;
  readonly limit: number;
  readonly maxBytes: number | undefined;
  /** Read before the subscription starts: once it has caught up, it has scanned at least up to here. */
  readonly head: Position;
}

const later = (a: Position, b: Position): Position => (comparePositions(a, b) > 0 ? a : b);
const earlier = (a: Position, b: Position): Position => (comparePositions(a, b) > 0 ? b : a);

/**
 * Reads a page of `$all`, forward, with a filtered subscription: the server does not filter reads. The page ends when
 * it is full by count or bytes, at the server's first checkpoint, or at the end of the log.
 */
export const readFilteredPage = (
  client: Pick<NodeClient, 'openRead'>,
  { after, filter, limit, maxBytes, head }: FilteredPageRequest,
): Promise<LogPage> =>
  new Promise((resolve, reject) => {
    const events: StoredEvent[] = [];
    const bytes = new PageBytes(maxBytes);
    const isMatch = matchesFilter(filter);
    const call = client.openRead(subscriptionRequest(readPositionAfter(after), filter, SCAN));
    const stop = (): void => {
      call.removeAllListeners('data').removeAllListeners('end').resume();
      cancelRead(call);
    };
    const finish = (scannedTo: Position, end: boolean): void => {
      stop();
      resolve({ events, scannedTo: later(scannedTo, events.at(-1)?.position ?? after), end });
    };
    const add = (event: StoredEvent | undefined): void => {
      if (!event || !isUserEvent(event) || !isMatch(event)) return;
      events.push(event);
      bytes.add(event);
      if (bytes.isFull || events.length === limit) finish(after, false);
    };
    const receive = (response: ReadResp): void => {
      const checkpoint = response.getCheckpoint();
      if (response.hasEvent()) add(fromReadEvent(response.getEvent()));
      else if (response.hasCaughtUp()) finish(head, true);
      else if (checkpoint) finish(earlier(String(checkpoint.getCommitPosition()), head), false);
    };
    const fail = (error: Error): void => {
      stop();
      reject(error);
    };
    call
      .on('data', (response: ReadResp) => {
        try {
          receive(response);
        } catch (error) {
          fail(new UnreadableEvent(error));
        }
      })
      .on('error', (error: Error) => reject(convertToCommandError(error)))
      .on('end', () => fail(new SubscriptionEnded()));
  });
