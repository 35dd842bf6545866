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
  /** Mean wait of the last ten requests served from this queue; null if none has been served. */
  readonly expectedWaitSeconds: number | null;
}

/** Number of recently served requests that the expected wait is calculated from. */
const SAMPLE_SIZE = 10;

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
      orderBy: [{ column: 'place', direction: 'asc' }],
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
    orderBy: [{ column: 'takenPlace', direction: 'desc' }],
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

/**
 * K4: the next requests for an agent with these skills, in the order in which they are served. `canBeTaken` leaves out
 * those that keep their place but have to wait, such as outside the hours (L6).
 */
export const nextRequests = async (
  reader: RowReader,
  { channels, products, languages }: AgentSkills,
  limit: number,
  canBeTaken: (row: LiveRequestRow) => boolean = () => true,
): Promise<readonly LiveRequest[]> => {
  const found = await inServingOrder(reader, [
    { column: 'channel', is: 'in', value: channels },
    { column: 'product', is: 'in', value: products },
    { column: 'servedLanguage', is: 'in', value: languages },
  ]);
  return found
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
    orderBy: [{ column: 'waitingSince', direction: 'asc' }],
    limit,
    ...(after && { after: { values: [after.waitingSince], key: after.key } }),
  });
  return found.flatMap(({ key, row }) => (isWaiting(row) ? [{ key, row }] : []));
};

/** Returns true if any request is waiting. */
export const hasWaitingRequests = async (reader: RowReader): Promise<boolean> =>
  (await reader.find(liveQueue.name, { where: [waiting], limit: 1 })).length > 0;

/** Returns the position of a request in its queue, or null if it is not waiting. */
export const queuePosition = async (reader: RowReader, request: LiveRequest): Promise<QueuePosition | null> => {
  const row = await reader.get<LiveRequestRow>(liveQueue.name, liveStream(request));
  if (row?.status !== 'waiting') return null;
  const queue = queueOf(row);
  const ahead = await inServingOrder(reader, queue);
  const index = ahead.findIndex(({ requestId }) => requestId === row.requestId);
  const position = index < 0 ? await reader.count(liveQueue.name, [waiting, ...queue]) : index + 1;
  return { position, expectedWaitSeconds: await expectedWait(reader, queue) };
};

/** The conditions of the queue that a request is in. */
export const queueOf = ({ channel, product, servedLanguage }: LiveRequestRow): Condition[] =>
  Object.entries({ channel, product, servedLanguage }).map(([column, value]) => ({ column, is: '=', value }));

/** Mean wait of the last ten requests served from a queue, in seconds; null if none has been served. */
export const expectedWait = async (reader: RowReader, queue: readonly Condition[]): Promise<number | null> => {
  const latest = await reader.find<LiveRequestRow>(liveQueue.name, {
    where: [...queue, { column: 'servedAt', is: '>', value: '' }],
    orderBy: [{ column: 'servedAt', direction: 'desc' }],
    limit: SAMPLE_SIZE,
  });
  const waits = latest.map(({ row }) => row.waitedSeconds ?? 0);
  return waits.length === 0 ? null : Math.round(waits.reduce((sum, wait) => sum + wait, 0) / waits.length);
};

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
    orderBy: [{ column: 'endsAt', direction: 'asc' }],
    limit,
    ...(after && { after: { values: [after.endsAt], key: after.key } }),
  });
  return found.flatMap(({ key, row }) => (isEnding(row) ? [{ key, row }] : []));
};
