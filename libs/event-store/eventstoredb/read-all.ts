import {
  type AllStreamResolvedEvent,
  BACKWARDS,
  END,
  type EventStoreDBClient,
  FORWARDS,
  type ReadPosition,
} from '@eventstore/db-client';
import { comparePositions, type Position } from '@ledgerdesk/kernel';
import { type LogFilter, type LogPage, type ReadAllOptions, START, type StoredEvent } from '../port.js';
import { fromClientEvent } from './event-conversion.js';
import { readFilteredPage } from './filtered-page.js';
import { hasConditions, isUserEvent, matches, matchesNothing, readPositionAfter } from './log-filter.js';

/** Fewest records that one read requests, if not all of them are expected to match. */
const MIN_READ_COUNT = 200;

type Direction = NonNullable<ReadAllOptions['direction']>;

interface PageRequest {
  readonly after: Position | undefined;
  readonly direction: Direction;
  readonly filter: LogFilter;
  readonly limit: number;
}

interface ReadRange {
  readonly after: Position | undefined;
  readonly direction: Direction;
  readonly count: number;
}

const startOf = ({ after = START, direction }: ReadRange): ReadPosition =>
  direction === 'backward' && after === START ? END : readPositionAfter(after);

/** False for the event at `after`, with which a read forward begins. */
const isInRange =
  ({ after, direction }: ReadRange) =>
  ({ position }: StoredEvent): boolean =>
    after === undefined ||
    (direction === 'forward' ? comparePositions(position, after) > 0 : comparePositions(position, after) < 0);

const readRange = async (
  client: EventStoreDBClient,
  range: ReadRange,
): Promise<{ readonly events: readonly StoredEvent[]; readonly end: boolean }> => {
  const maxCount = range.count + 1;
  const records: AllStreamResolvedEvent[] = [];
  for await (const record of client.readAll({
    fromPosition: startOf(range),
    direction: range.direction === 'forward' ? FORWARDS : BACKWARDS,
    maxCount,
  }))
    records.push(record);
  return {
    events: records.flatMap((record) => fromClientEvent(record) ?? []).filter(isInRange(range)),
    end: records.length < maxCount,
  };
};

/** Reads unfiltered records and filters them here. Continues past records that are all system events. */
const readPage = async (
  client: EventStoreDBClient,
  { after, direction, filter, limit }: PageRequest,
): Promise<LogPage> => {
  const minCount = Math.max(limit, MIN_READ_COUNT);
  for (let [from, count] = [after, hasConditions(filter) ? minCount : limit]; ; count = minCount) {
    const { events, end } = await readRange(client, { after: from, direction, count });
    const userEvents = events.filter(isUserEvent);
    const matching = userEvents.filter(matches(filter));
    const page = matching.slice(0, limit);
    const isComplete = end && page.length === matching.length;
    if (userEvents.length > 0 || end) {
      const last = (page.length < matching.length ? page : userEvents).at(-1);
      const scannedTo = isComplete && direction === 'backward' ? START : (last?.position ?? after ?? START);
      return { events: page, end: isComplete, scannedTo };
    }
    from = events.at(-1)?.position;
  }
};

/** Position of the last event that is not a system event. */
export const readHead = async (client: EventStoreDBClient): Promise<Position> => {
  const { events } = await readPage(client, { after: undefined, direction: 'backward', filter: {}, limit: 1 });
  return events[0]?.position ?? START;
};

/**
 * Reads a page of `$all` without system events. `scannedTo` is the position of a user event, so that a checkpoint is
 * never beyond the head. Near the end of the log one read suffices; further away, the server filters. Backward the
 * client filters, because subscriptions, which the server filters, run forward only.
 */
export const readAllPage = async (
  client: EventStoreDBClient,
  { after, direction = 'forward', filter = {}, limit = 1_000 }: ReadAllOptions,
): Promise<LogPage> => {
  if (!(limit >= 1)) throw new RangeError(`Page limit ${limit} is invalid. Pass 1 or more.`);
  const near = await readPage(client, { after, direction, filter, limit });
  if (direction === 'backward' || near.end || near.events.length === limit || !hasConditions(filter)) return near;
  const head = await readHead(client);
  if (matchesNothing(filter)) return { events: [], scannedTo: head, end: true };
  const rest = { after: near.scannedTo, filter, limit: limit - near.events.length, head };
  const far = await readFilteredPage(client, rest);
  return { ...far, events: [...near.events, ...far.events] };
};
