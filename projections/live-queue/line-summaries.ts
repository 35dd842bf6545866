import type { LiveChannel, ServedLanguage } from '@ledgerdesk/events';
import type { Instant } from '@ledgerdesk/kernel';
import type { RowReader } from '@ledgerdesk/read-store';
import type { LiveRequestRow } from './definition.js';
import { expectedWait, heldRequests, MAX_WAITING, oldestWaiting, queueOf } from './queries.js';

/** One queue: what waits for agents on a channel, about a product, in a language. */
export interface LineSummary {
  readonly channel: LiveChannel;
  readonly product: string;
  readonly servedLanguage: ServedLanguage;
  /** Requests that wait, by their terms. */
  readonly premium: number;
  readonly standard: number;
  /** Of those that wait, how many agents cannot take now: outside the hours, or in the pause after a call (L6, K4). */
  readonly withheld: number;
  /** When the oldest request that waits was made; null if none waits. */
  readonly oldestRequestedAt: Instant | null;
  /** Seconds that a request made now would wait, at the pace of the last ten; null if none has been served. */
  readonly expectedWaitSeconds: number | null;
  /** Requests that agents work on. */
  readonly held: number;
}

/** The queues in which a request waits or is worked on. */
export interface LineSummaries {
  readonly queues: readonly LineSummary[];
  /** True if more requests wait than are counted: `MAX_WAITING`, the oldest ones. */
  readonly isTruncated: boolean;
}

const nameOf = ({ channel, product, servedLanguage }: LiveRequestRow): string =>
  [channel, product, servedLanguage].join(' ');

const byQueue = (rows: readonly LiveRequestRow[]): ReadonlyMap<string, readonly LiveRequestRow[]> => {
  const groups = new Map<string, LiveRequestRow[]>();
  for (const row of rows) {
    const group = groups.get(nameOf(row));
    if (group) group.push(row);
    else groups.set(nameOf(row), [row]);
  }
  return groups;
};

/** K4: every queue, by channel, product and language. `isWithheld`: agents cannot take the request now. */
export const lineSummaries = async (
  reader: RowReader,
  isWithheld: (row: LiveRequestRow) => boolean,
): Promise<LineSummaries> => {
  const [waiting, held] = await Promise.all([oldestWaiting(reader), heldRequests(reader)]);
  const [waitingIn, heldIn] = [byQueue(waiting), byQueue(held)];
  const names = [...new Set([...waitingIn.keys(), ...heldIn.keys()])].toSorted();
  const queues = names.map(async (name): Promise<readonly LineSummary[]> => {
    const [line, served] = [waitingIn.get(name) ?? [], heldIn.get(name) ?? []];
    const [any] = [...line, ...served];
    if (!any) return [];
    const { channel, product, servedLanguage } = any;
    const premium = line.filter(({ terms }) => terms === 'premium').length;
    return [
      {
        channel,
        product,
        servedLanguage,
        premium,
        standard: line.length - premium,
        withheld: line.filter(isWithheld).length,
        oldestRequestedAt: line[0]?.requestedAt ?? null,
        expectedWaitSeconds: await expectedWait(reader, queueOf(any), line.length + 1),
        held: served.length,
      },
    ];
  });
  return { queues: (await Promise.all(queues)).flat(), isTruncated: waiting.length >= MAX_WAITING };
};
