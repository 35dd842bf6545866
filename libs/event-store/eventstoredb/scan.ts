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
import { fromClient } from './events.js';
import { beginAfter, isFilter, isOurs, letsNothingThrough, matches } from './records.js';
import { search } from './search.js';

/** Records that are read at least for a page of which not all is wanted. */
const LEAST_SCAN = 200;

type Direction = NonNullable<ReadAllOptions['direction']>;

interface Asked {
  readonly after: Position | undefined;
  readonly direction: Direction;
  readonly filter: LogFilter;
  readonly limit: number;
}

interface Scan {
  readonly after: Position | undefined;
  readonly direction: Direction;
  readonly count: number;
}

const startOf = ({ after = START, direction }: Scan): ReadPosition =>
  direction === 'backward' && after === START ? END : beginAfter(after);

/** True for what lies on the way: a read forward begins with the event that stands at its position. */
const liesBeyond =
  ({ after, direction }: Scan) =>
  ({ position }: StoredEvent): boolean =>
    after === undefined ||
    (direction === 'forward' ? comparePositions(position, after) > 0 : comparePositions(position, after) < 0);

const records = async (
  client: EventStoreDBClient,
  scan: Scan,
): Promise<{ readonly events: readonly StoredEvent[]; readonly end: boolean }> => {
  const maxCount = scan.count + 1;
  const found: AllStreamResolvedEvent[] = [];
  for await (const record of client.readAll({
    fromPosition: startOf(scan),
    direction: scan.direction === 'forward' ? FORWARDS : BACKWARDS,
    maxCount,
  }))
    found.push(record);
  return {
    events: found.flatMap((record) => fromClient(record) ?? []).filter(liesBeyond(scan)),
    end: found.length < maxCount,
  };
};

/** What is read as it stands in the log, and looked through here. Without the server's own events. */
const readPage = async (client: EventStoreDBClient, { after, direction, filter, limit }: Asked): Promise<LogPage> => {
  const least = Math.max(limit, LEAST_SCAN);
  for (let [from, count] = [after, isFilter(filter) ? least : limit]; ; count = least) {
    const { events, end } = await records(client, { after: from, direction, count });
    const others = events.filter(isOurs);
    const wanted = others.filter(matches(filter));
    const taken = wanted.slice(0, limit);
    const isAll = end && taken.length === wanted.length;
    if (others.length > 0 || end)
      return {
        events: taken,
        end: isAll,
        scannedTo: scannedTo({ after, direction, isAll, others, taken, isCut: taken.length < wanted.length }),
      };
    from = events.at(-1)?.position;
  }
};

interface Looked {
  readonly after: Position | undefined;
  readonly direction: Direction;
  readonly isAll: boolean;
  readonly isCut: boolean;
  readonly others: readonly StoredEvent[];
  readonly taken: readonly StoredEvent[];
}

const scannedTo = ({ after, direction, isAll, isCut, others, taken }: Looked): Position => {
  if (isAll && direction === 'backward') return START;
  const last = (isCut ? taken : others).at(-1);
  return last?.position ?? after ?? START;
};

/** Position of the last event that is not the server's own. */
export const headOf = async (client: EventStoreDBClient): Promise<Position> => {
  const { events } = await readPage(client, { after: undefined, direction: 'backward', filter: {}, limit: 1 });
  return events[0]?.position ?? START;
};

/**
 * A page of `$all`, without the server's own events. Ends where the last event of others stands, so that a checkpoint
 * is never beyond the head. Whoever is near the end of the log is served by one read; on a long way the server looks
 * for what matches. Backward it is only read: the server does not look that way.
 */
export const pageOf = async (
  client: EventStoreDBClient,
  { after, direction = 'forward', filter = {}, limit = 1_000 }: ReadAllOptions,
): Promise<LogPage> => {
  if (!(limit >= 1)) throw new RangeError(`A page of ${limit} events cannot be read: ask for 1 or more.`);
  const near = await readPage(client, { after, direction, filter, limit });
  if (direction === 'backward' || near.end || near.events.length === limit || !isFilter(filter)) return near;
  const head = await headOf(client);
  if (letsNothingThrough(filter)) return { events: [], scannedTo: head, end: true };
  const far = await search(client, { after: near.scannedTo, filter, limit: limit - near.events.length, head });
  return { ...far, events: [...near.events, ...far.events] };
};
