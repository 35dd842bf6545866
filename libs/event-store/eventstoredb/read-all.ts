import { END, type ReadPosition } from '@eventstore/db-client';
import { comparePositions, type Position } from '@ledgerdesk/kernel';
import type { CallCounts } from '../call-counts.js';
import { bytesLeft, PageBytes, upToBytes } from '../page-bytes.js';
import { type LogFilter, type LogPage, type ReadAllOptions, START, type StoredEvent } from '../port.js';
import { readFilteredPage } from './filtered-page.js';
import type { LastEvent } from './last-event.js';
import { matchesFilter } from '../matches-filter.js';
import type { NodeClient } from './node-client.js';
import { readEvents } from './read-events.js';
import { readAllRequest } from './read-request.js';
import { hasConditions, isUserEvent, matchesNothing, readPositionAfter } from './log-filter.js';

/** Fewest records that one read requests, if not all of them are expected to match. */
const MIN_READ_COUNT = 200;
/** Most records that one read requests because those before were all system events. */
const MAX_READ_COUNT = 4_000;

type Direction = NonNullable<ReadAllOptions['direction']>;

interface PageRequest {
  readonly after: Position | undefined;
  readonly direction: Direction;
  readonly filter: LogFilter;
  readonly limit: number;
  readonly maxBytes: number | undefined;
}

interface ReadRange {
  readonly after: Position | undefined;
  readonly direction: Direction;
  readonly count: number;
  readonly maxBytes: number | undefined;
}

/** A client, and what is called before each of its calls. */
interface Caller {
  readonly client: Pick<NodeClient, 'openRead'>;
  readonly countCall: () => void;
  /** Whether other nodes than the leader refuse to answer. */
  readonly requiresLeader?: boolean | undefined;
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
  { client, countCall, requiresLeader = false }: Caller,
  range: ReadRange,
): Promise<{ readonly events: readonly StoredEvent[]; readonly end: boolean; readonly isFull: boolean }> => {
  const maxCount = range.count + 1;
  const bytes = new PageBytes(range.maxBytes);
  const events: StoredEvent[] = [];
  let count = 0;
  countCall();
  const request = readAllRequest({ from: startOf(range), direction: range.direction, maxCount });
  await readEvents(client.openRead(request, { requiresLeader }), (event) => {
    count += 1;
    if (isInRange(range)(event)) events.push(event);
    if (events.length > 0) bytes.add(event);
    return !bytes.isFull;
  });
  return { events, end: !bytes.isFull && count < maxCount, isFull: bytes.isFull };
};

/**
 * Reads unfiltered records and filters them here. Continues past records that are all system events, unless only such
 * events follow: `findLast` finds the last other one.
 */
const readPage = async (
  caller: Caller,
  { after, direction, filter, limit, maxBytes }: PageRequest,
  findLast: () => Promise<StoredEvent | undefined>,
): Promise<LogPage & { readonly isFull: boolean }> => {
  const minCount = Math.max(limit, MIN_READ_COUNT);
  const nextCount = (count: number): number => Math.max(minCount, Math.min(count * 2, MAX_READ_COUNT));
  for (let [from, count] = [after, hasConditions(filter) ? minCount : limit]; ; count = nextCount(count)) {
    const { events, end, isFull } = await readRange(caller, { after: from, direction, count, maxBytes });
    const userEvents = events.filter(isUserEvent);
    const matching = userEvents.filter(matchesFilter(filter));
    const page = upToBytes(matching.slice(0, limit), maxBytes);
    const isCut = page.length < matching.length;
    const isComplete = end && !isCut;
    const isDense = matching.length * 2 >= userEvents.length;
    if (userEvents.length > 0 || end) {
      const last = (isCut ? page : userEvents).at(-1);
      if (isComplete && direction === 'backward') return { events: page, end: true, scannedTo: START, isFull };
      const scannedTo = last?.position ?? after ?? START;
      return { events: page, end: isComplete, scannedTo, scannedToId: last?.id, isFull: isCut || (isFull && isDense) };
    }
    if (direction === 'forward') {
      const last = await findLast();
      if (!last || comparePositions(last.position, after ?? START) <= 0)
        return { events: [], scannedTo: after ?? START, end: true, isFull: false };
    }
    from = events.at(-1)?.position;
  }
};

const readLast = (
  client: NodeClient,
  calls: CallCounts,
  last: LastEvent,
  requiresLeader?: boolean,
): Promise<StoredEvent | undefined> => {
  const caller = { client, countCall: () => calls.count('head'), requiresLeader };
  return last.find((after, count) =>
    readRange(caller, { after, direction: 'backward', count: count - 1, maxBytes: undefined }),
  );
};

/** Position of the last event that is not a system event. */
export const readHead = async (
  client: NodeClient,
  calls: CallCounts,
  last: LastEvent,
  requiresLeader: boolean,
): Promise<Position> => (await readLast(client, calls, last, requiresLeader))?.position ?? START;

/** Id of the event at a position; undefined for a system event, at which a checkpoint of the server may be. */
const idAt = async ({ client, countCall }: Caller, position: Position): Promise<string | undefined> => {
  countCall();
  let id: string | undefined;
  const request = readAllRequest({ from: readPositionAfter(position), direction: 'forward', maxCount: 1 });
  await readEvents(client.openRead(request), (event) => {
    if (event.position === position && isUserEvent(event)) ({ id } = event);
    return true;
  });
  return id;
};

/**
 * Reads a page of `$all` without system events. `scannedTo` is the position of a user event, so that a checkpoint is
 * never beyond the head. Near the end of the log one read suffices; further away, the server filters. Backward the
 * client filters, because subscriptions, which the server filters, run forward only.
 */
export const readAllPage = async (
  client: NodeClient,
  calls: CallCounts,
  lastEvent: LastEvent,
  { after, direction = 'forward', filter = {}, limit = 1_000, maxBytes }: ReadAllOptions,
): Promise<LogPage> => {
  if (!(limit >= 1)) throw new RangeError(`Page limit ${limit} is invalid. Pass 1 or more.`);
  const caller = { client, countCall: () => calls.count('read') };
  const findLast = () => readLast(client, calls, lastEvent);
  const { isFull, ...near } = await readPage(caller, { after, direction, filter, limit, maxBytes }, findLast);
  const left = { limit: limit - near.events.length, maxBytes: bytesLeft(near.events, maxBytes) };
  // Half a page is returned as it is: to fill it costs more calls than the next page does.
  const isEnough = near.end || isFull || near.events.length * 2 >= limit || left.maxBytes <= 0;
  if (direction === 'backward' || isEnough || !hasConditions(filter)) return near;
  const last = await findLast();
  const head = last?.position ?? START;
  if (matchesNothing(filter)) return { events: [], scannedTo: head, scannedToId: last?.id, end: true };
  calls.count('subscribe');
  const far = await readFilteredPage(client, { after: near.scannedTo, filter, ...left, head });
  const known = [far.events.at(-1), last].find((event) => event?.position === far.scannedTo);
  const scannedToId = known?.id ?? (await idAt(caller, far.scannedTo));
  return { ...far, events: [...near.events, ...far.events], scannedToId };
};
