import { liveStream, type LiveChannel, type LiveRequest, type ServedLanguage } from '@ledgerdesk/events';
import type { Instant } from '@ledgerdesk/kernel';
import type { Condition, KeyedRow, RowReader } from '@ledgerdesk/read-store';
import { liveQueue, type LiveRequestRow } from './definition.js';

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

/** K4: the next requests for an agent with these skills, longest waiting first. */
export const nextRequests = async (
  reader: RowReader,
  { channels, products, languages }: AgentSkills,
  limit: number,
): Promise<readonly LiveRequest[]> => {
  const found = await reader.find<LiveRequestRow>(liveQueue.name, {
    where: [
      waiting,
      { column: 'channel', is: 'in', value: channels },
      { column: 'product', is: 'in', value: products },
      { column: 'servedLanguage', is: 'in', value: languages },
    ],
    orderBy: [{ column: 'place', direction: 'asc' }],
    limit,
  });
  return found.map(({ row: { channel, requestId } }) => ({ channel, requestId }));
};

/** Returns true if any request is waiting. */
export const hasWaitingRequests = async (reader: RowReader): Promise<boolean> =>
  (await reader.find(liveQueue.name, { where: [waiting], limit: 1 })).length > 0;

/** Returns the position of a request in its queue, or null if it is not waiting. */
export const queuePosition = async (reader: RowReader, request: LiveRequest): Promise<QueuePosition | null> => {
  const row = await reader.get<LiveRequestRow>(liveQueue.name, liveStream(request));
  if (row?.status !== 'waiting') return null;
  const queue = queueOf(row);
  const position = await reader.count(liveQueue.name, [
    waiting,
    ...queue,
    { column: 'place', is: '<=', value: row.place },
  ]);
  return { position, expectedWaitSeconds: await expectedWait(reader, queue) };
};

const queueOf = ({ channel, product, servedLanguage }: LiveRequestRow): Condition[] =>
  Object.entries({ channel, product, servedLanguage }).map(([column, value]) => ({ column, is: '=', value }));

const expectedWait = async (reader: RowReader, queue: readonly Condition[]): Promise<number | null> => {
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
