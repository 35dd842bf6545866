import type { ServedLanguage } from '@ledgerdesk/events';
import type { Condition, RowQuery, RowReader } from '@ledgerdesk/read-store';
import { isOwn, type Requester } from '../requester.js';
import { callbackQueue, type CallbackRow } from './definition.js';

/** A callback and how many calls its queue makes until it is the one called: 1 is next; null when it does not wait. */
export interface PlacedCallback {
  readonly callback: CallbackRow;
  readonly position: number | null;
}

/** What an agent can take calls for. */
export interface CallbackSkills {
  readonly products: readonly string[];
  readonly languages: readonly ServedLanguage[];
}

const waiting: Condition = { column: 'status', is: '=', value: 'waiting' };

/** One of the requester's own callbacks with its position; undefined for anyone else's. */
export const callbackOf = async (reader: RowReader, requester: Requester, callbackId: string): Promise<PlacedCallback | undefined> => {
  const callback = await reader.get<CallbackRow>(callbackQueue.name, callbackId);
  return callback && isOwn(callback, requester) ? { callback, position: await positionOf(reader, callback) } : undefined;
};

/** K4: the callbacks that an agent with these skills is to take next, the longest-waiting first. */
export const nextCallbacks = async (reader: RowReader, skills: CallbackSkills, limit = 1): Promise<readonly CallbackRow[]> => {
  const where: Condition[] = [
    waiting,
    { column: 'product', is: 'in', value: skills.products },
    { column: 'servedLanguage', is: 'in', value: skills.languages },
  ];
  return inLine(reader, { where, limit });
};

/** What an agent has taken and not finished yet, the longest-waiting first. */
export const callbacksTakenBy = async (reader: RowReader, agentId: string): Promise<readonly CallbackRow[]> =>
  inLine(reader, { where: [{ column: 'status', is: '=', value: 'taken' }, { column: 'agentId', is: '=', value: agentId }] });

/** What a command took from the queue, whatever became of it since: at most one, found again by a repeat. */
export const callbacksTakenWith = async (reader: RowReader, commandId: string): Promise<readonly CallbackRow[]> =>
  inLine(reader, { where: [{ column: 'takenWith', is: '=', value: commandId }] });

const inLine = async (reader: RowReader, query: RowQuery): Promise<readonly CallbackRow[]> => {
  const found = await reader.find<CallbackRow>(callbackQueue.name, { ...query, orderBy: [{ column: 'place', direction: 'asc' }] });
  return found.map(({ row }) => row);
};

const positionOf = async (reader: RowReader, { status, product, servedLanguage, place }: CallbackRow): Promise<number | null> =>
  status === 'waiting'
    ? reader.count(callbackQueue.name, [
      waiting,
      { column: 'product', is: '=', value: product },
      { column: 'servedLanguage', is: '=', value: servedLanguage },
      { column: 'place', is: '<=', value: place },
    ])
    : null;
