import type { EventMetadata, Projection, RecordedEvent } from '@ledgerdesk/kernel';
import fc from 'fast-check';
import type { Decode } from '../../../libs/runtime/decoded-page.js';
import type { Draft } from './memory-log.js';

export type Sample =
  | { readonly type: 'Counted'; readonly data: { readonly keys: readonly string[]; readonly amount: number } }
  | { readonly type: 'Cleared'; readonly data: { readonly keys: readonly string[] } };

export type Tally = { readonly total: number; readonly trail: string };

const METADATA: EventMetadata = {
  commandId: 'c',
  requestHash: 'h',
  correlationId: 'c',
  causationId: 'c',
  actor: { kind: 'engine', id: 'test' },
  tenant: 't',
};

export const decode: Decode = (stored) => ({ ...stored, data: JSON.parse(stored.data) as object, metadata: METADATA });

const evolve = (
  _key: string,
  row: Tally | undefined,
  { type, position, data }: RecordedEvent<Sample>,
): Tally | undefined => {
  if (type === 'Cleared' || !('amount' in data)) return undefined;
  return { total: (row?.total ?? 0) + data.amount, trail: `${row?.trail ?? ''} ${position}`.slice(-30) };
};

/** Sums by key and keeps the last positions, to reveal events that were lost, repeated or applied out of order. */
export const tally: Projection<Sample, Tally> = {
  name: 'tally',
  version: 1,
  handles: ['Counted', 'Cleared'],
  table: { columns: { total: 'integer' }, indexes: [['total']] },
  keysOf: ({ data }) => data.keys,
  evolve,
};

/** Counts the `Cleared` events. */
export const clearings: Projection<Sample> = {
  name: 'clearings',
  version: 1,
  handles: ['Cleared'],
  table: { columns: {}, indexes: [] },
  keysOf: () => ['all'],
  evolve: (_key, row, { position }) => ({ count: Number(row?.['count'] ?? 0) + 1, last: position }),
};

/** Sums in the groups `odd` and `even`, by key; a clearing of `a` sets all even rows to zero. */
export const groupedTally: Projection<Sample> = {
  name: 'grouped-tally',
  version: 1,
  handles: ['Counted', 'Cleared'],
  table: { columns: {}, indexes: [] },
  keysOf: ({ type, data, position }) =>
    type === 'Cleared' ? [] : data.keys.map((key) => `${Number(position) % 2 === 0 ? 'even' : 'odd'}/${key}`),
  groupOf: ({ type, data }) => (type === 'Cleared' && data.keys.includes('a') ? 'even' : undefined),
  evolve: (_key, row, { type, position, data }) => {
    if (type === 'Cleared') return row && { total: 0, last: position };
    return { total: Number(row?.['total'] ?? 0) + ('amount' in data ? data.amount : 0), last: position };
  },
};

export const counted = (amount: number, ...keys: readonly string[]): Draft => ({
  type: 'Counted',
  data: { keys, amount },
});
export const cleared = (...keys: readonly string[]): Draft => ({ type: 'Cleared', data: { keys } });
export const noise: Draft = { type: 'Noise', data: {} };

const keys = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1, maxLength: 3 });
const draft = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.tuple(fc.integer({ min: -9, max: 9 }), keys).map(([amount, changed]) => counted(amount, ...changed)),
  },
  { weight: 1, arbitrary: keys.map((removed) => cleared(...removed)) },
  { weight: 2, arbitrary: fc.constant(noise) },
);
export const history = fc.array(draft, { maxLength: 60 });
