import { liveStream, type LiveChannel, type LiveRequest, type ServedLanguage } from '@ledgerdesk/events';
import type { Instant } from '@ledgerdesk/kernel';
import type { Condition, KeyedRow, RowReader } from '@ledgerdesk/read-store';
import { ownedBy, type Requester } from '../requester.js';
import { liveQueue, type LiveRequestRow } from './definition.js';
import { fairOrder } from './fair-order.js';

/** The channels, products and languages that an agent serves. */
export interface AgentSkills {
  readonly channels: readonly LiveChannel[];
  readonly products: readonly string[];
  readonly languages: readonly ServedLanguage[];
}

/** A position in a queue; 1 is next. */
export interface QueuePosition {
  readonly position: number;
  /** Seconds until its turn, at the pace of the last ten requests served from this queue; null if none has been. */
  readonly expectedWaitSeconds: number | null;
}

/** Number of recently served requests that the expected wait is calculated from. */
const SAMPLE_SIZE = 10;
/** Requests read to count how many were served while those of the sample waited. */
const MAX_SERVED = 500;

const waiting: Condition = { column: 'status', is: '=', value: 'waiting' };

/** Number of rows read at a time, and in all, of the requests that wait. */
const PAGE = 500;
export const MAX_WAITING = 5_000;

/** The requests that wait and match, longest waiting first: at most `MAX_WAITING`. */
const waitingRows = async (reader: RowReader, where: readonly Condition[]): Promise<readonly LiveRequestRow[]> => {
  const rows: LiveRequestRow[] = [];
  let last: KeyedRow<LiveRequestRow> | undefined;
  do {
    const page: readonly KeyedRow<LiveRequestRow>[] = await reader.find<LiveRequestRow>(liveQueue.name, {
      where: [waiting, ...where],
      orderBy: [{ column: 'place', direction: 'asc', required: true }],
      limit: PAGE,
      ...(last && { after: { values: [last.row.place], key: last.key } }),
    });
    rows.push(...page.map(({ row }) => row));
    last = page.length < PAGE ? undefined : page.at(-1);
  } while (last && rows.length < MAX_WAITING);
  return rows;
};

/**
 * When a request of each team was last taken since the first of `rows` was made. One that waits again does not count:
 * it goes back to its place.
 */
const lastTakenOf = async (
  reader: RowReader,
  rows: readonly LiveRequestRow[],
): Promise<ReadonlyMap<string, string>> => {
  const [oldest] = rows;
  if (new Set(rows.map(({ teamId }) => teamId)).size < 2 || !oldest) return new Map();
  const found = await reader.find<LiveRequestRow>(liveQueue.name, {
    where: [
      { column: 'takenPlace', is: '>', value: oldest.place },
      { column: 'status', is: 'in', value: ['held', 'over'] },
    ],
    orderBy: [{ column: 'takenPlace', direction: 'desc', required: true }],
    limit: MAX_WAITING,
  });
  const taken = new Map<string, string>();
  for (const { row } of found)
    if (row.takenPlace !== null && !taken.has(row.teamId)) taken.set(row.teamId, row.takenPlace);
  return taken;
};

/** The waiting requests that match, in the order in which they are served. */
const inServingOrder = async (reader: RowReader, where: readonly Condition[]): Promise<readonly LiveRequestRow[]> => {
  const rows = await waitingRows(reader, where);
  return fairOrder(rows, await lastTakenOf(reader, rows));
};

interface NextRequestsOptions {
  readonly limit: number;
  /** Leaves out requests that keep their place but have to wait, such as outside the hours (L6). */
  readonly canBeTaken?: (row: LiveRequestRow) => boolean;
  /** An agent for whom the requests come last that they have put at the front of the queue themselves. */
  readonly agentId?: string;
}

/** K4: the next requests for an agent with these skills, in the order in which they are served. */
export const nextRequests = async (
  reader: RowReader,
  { channels, products, languages }: AgentSkills,
  { limit, canBeTaken = () => true, agentId }: NextRequestsOptions,
): Promise<readonly LiveRequest[]> => {
  const found = await inServingOrder(reader, [
    { column: 'channel', is: 'in', value: channels },
    { column: 'product', is: 'in', value: products },
    { column: 'servedLanguage', is: 'in', value: languages },
  ]);
  const isOwn = ({ transferredBy }: LiveRequestRow): boolean => transferredBy !== null && transferredBy === agentId;
  const others = found.filter((row) => !isOwn(row));
  return [...others, ...found.filter(isOwn)]
    .filter(canBeTaken)
    .slice(0, limit)
    .map(({ channel, requestId }) => ({ channel, requestId }));
};

/** The oldest requests that wait, on all channels. */
export const oldestWaiting = (reader: RowReader): Promise<readonly LiveRequestRow[]> => waitingRows(reader, []);

/** The requests that agents work on, at most `MAX_WAITING`. */
export const heldRequests = async (reader: RowReader): Promise<readonly LiveRequestRow[]> => {
  const found = await reader.find<LiveRequestRow>(liveQueue.name, {
    where: [{ column: 'status', is: '=', value: 'held' }],
    limit: MAX_WAITING,
  });
  return found.map(({ row }) => row);
};

/** The row of a chat or callback, by its stream. */
export const liveRequest = (reader: RowReader, stream: string): Promise<LiveRequestRow | undefined> =>
  reader.get<LiveRequestRow>(liveQueue.name, stream);

/** K4: IDs of a requester's requests that wait on a channel. */
export const waitingOf = async (
  reader: RowReader,
  { teamId, requesterId }: Requester,
  channel: LiveChannel,
): Promise<readonly string[]> => {
  const rows = await openRequestsOf(reader, { teamId, requesterId });
  return rows.filter((row) => row.status === 'waiting' && row.channel === channel).map(({ requestId }) => requestId);
};

/** E2: a requester's requests that are not over, at most `MAX_WAITING`. */
export const openRequestsOf = async (reader: RowReader, requester: Requester): Promise<readonly LiveRequestRow[]> => {
  const found = await reader.find<LiveRequestRow>(liveQueue.name, {
    where: [{ column: 'status', is: 'in', value: ['waiting', 'held'] }, ...ownedBy(requester)],
    limit: MAX_WAITING,
  });
  return found.map(({ row }) => row);
};

/** A request that waits in Japanese, and since when. */
type WaitingInJapanese = LiveRequestRow & { readonly waitingSince: Instant };

const isWaiting = (row: LiveRequestRow): row is WaitingInJapanese => row.waitingSince !== null;

/** L4: the requests that wait in Japanese, longest waiting first, after `after` if given. The scheduler reads them. */
export const waitingInJapanese = async (
  reader: RowReader,
  limit: number,
  after?: { readonly waitingSince: Instant; readonly key: string },
): Promise<readonly KeyedRow<WaitingInJapanese>[]> => {
  const found = await reader.find<LiveRequestRow>(liveQueue.name, {
    where: [{ column: 'servedLanguage', is: '=', value: 'ja' }, waiting],
    orderBy: [{ column: 'waitingSince', direction: 'asc', required: true }],
    limit,
    ...(after && { after: { values: [after.waitingSince], key: after.key } }),
  });
  return found.flatMap(({ key, row }) => (isWaiting(row) ? [{ key, row }] : []));
};

/** Returns true if any request is waiting. */
export const hasWaitingRequests = async (reader: RowReader): Promise<boolean> =>
  (await reader.find(liveQueue.name, { where: [waiting], limit: 1 })).length > 0;

/** Returns the position of a request in its queue, or null if it is not waiting. */
export const queuePosition = async (reader: RowReader, request: LiveRequest): Promise<QueuePosition | null> =>
  (await queuePositions(reader, [request])).get(liveStream(request)) ?? null;

/** Returns the positions of those requests that are waiting, by stream. Reads each of their queues once. */
export const queuePositions = async (
  reader: RowReader,
  requests: readonly LiveRequest[],
): Promise<ReadonlyMap<string, QueuePosition>> => {
  const rows = await Promise.all(requests.map((one) => reader.get<LiveRequestRow>(liveQueue.name, liveStream(one))));
  const queues = new Map<string, LiveRequestRow[]>();
  for (const row of rows) {
    if (row?.status !== 'waiting') continue;
    const queue = `${row.channel} ${row.product} ${row.servedLanguage}`;
    queues.set(queue, [...(queues.get(queue) ?? []), row]);
  }
  const positions = await Promise.all([...queues.values()].map((some) => positionsInQueue(reader, some)));
  return new Map(positions.flat());
};

/** The positions of some waiting requests of one queue, by stream. */
const positionsInQueue = async (
  reader: RowReader,
  rows: readonly LiveRequestRow[],
): Promise<readonly (readonly [string, QueuePosition])[]> => {
  const [first] = rows;
  if (!first) return [];
  const queue = queueOf(first);
  const indexes = new Map((await inServingOrder(reader, queue)).map(({ requestId }, index) => [requestId, index]));
  const pace = await secondsPerRequest(reader, queue);
  return Promise.all(
    rows.map(async (row) => {
      const index = indexes.get(row.requestId);
      const position = index === undefined ? await reader.count(liveQueue.name, [waiting, ...queue]) : index + 1;
      const expectedWaitSeconds = waitAt(position, pace);
      return [liveStream(row), { position, expectedWaitSeconds }] as const;
    }),
  );
};

/** The conditions of the queue that a request is in. */
export const queueOf = ({ channel, product, servedLanguage }: LiveRequestRow): Condition[] =>
  Object.entries({ channel, product, servedLanguage }).map(([column, value]) => ({ column, is: '=', value }));

/** The latest requests of a queue that an agent took after an instant, last taken first. */
const servedSince = async (
  reader: RowReader,
  queue: readonly Condition[],
  after: string,
  limit: number,
): Promise<readonly LiveRequestRow[]> => {
  const found = await reader.find<LiveRequestRow>(liveQueue.name, {
    where: [...queue, { column: 'servedAt', is: '>', value: after }],
    orderBy: [{ column: 'servedAt', direction: 'desc', required: true }],
    limit,
  });
  return found.map(({ row }) => row);
};

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);

/**
 * The pace of a queue: the time that the last ten requests waited, for each request that agents took in that time,
 * their own included. Null if none has been served.
 */
const secondsPerRequest = async (reader: RowReader, queue: readonly Condition[]): Promise<number | null> => {
  const latest = await servedSince(reader, queue, '', SAMPLE_SIZE);
  const [oldest] = latest.map(({ requestedAt }) => requestedAt).sort();
  if (oldest === undefined) return null;
  const served = (await servedSince(reader, queue, oldest, MAX_SERVED)).map(({ servedAt }) => servedAt ?? '');
  const turns = latest.map(({ requestedAt, servedAt }) => {
    const meanwhile = served.filter((at) => at > requestedAt && at <= (servedAt ?? ''));
    return Math.max(1, meanwhile.length);
  });
  return sum(latest.map(({ waitedSeconds }) => waitedSeconds ?? 0)) / sum(turns);
};

const waitAt = (position: number, pace: number | null): number | null =>
  pace === null ? null : Math.round(position * pace);

/** Seconds until the turn of the request at a position, at the pace of its queue; null if none has been served. */
export const expectedWait = async (
  reader: RowReader,
  queue: readonly Condition[],
  position: number,
): Promise<number | null> => waitAt(position, await secondsPerRequest(reader, queue));

/** A chat that ends automatically unless a message is posted. */
type EndingChat = LiveRequestRow & { readonly endsAt: Instant };

const isEnding = (row: LiveRequestRow): row is EndingChat => row.endsAt !== null;

/** The chats that end automatically, earliest first, after `after` if given. The scheduler reads them. */
export const nextEndingChats = async (
  reader: RowReader,
  limit: number,
  after?: { readonly endsAt: Instant; readonly key: string },
): Promise<readonly KeyedRow<EndingChat>[]> => {
  const found = await reader.find<LiveRequestRow>(liveQueue.name, {
    where: [{ column: 'endsAt', is: '>', value: '' }],
    orderBy: [{ column: 'endsAt', direction: 'asc', required: true }],
    limit,
    ...(after && { after: { values: [after.endsAt], key: after.key } }),
  });
  return found.flatMap(({ key, row }) => (isEnding(row) ? [{ key, row }] : []));
};
