import type { Schemas } from '@ledgerdesk/client';
import { client } from '../../../api/client.js';
import { useCommand } from '../../../api/command.js';

/** Actions that need nothing but the tickets. */
export const MOVES = ['claim', 'unassign', 'resume', 'reopen', 'close'] as const;
/** Actions on several tickets. */
export const BULK_ACTIONS = [
  'claim',
  'assign',
  'hold',
  'solve',
  'answer',
  'note',
  'unassign',
  'resume',
  'reopen',
  'reclassify',
  'close',
] as const;
export type BulkAction = (typeof BULK_ACTIONS)[number];

/** The engine takes no more tickets in one request. */
export const MAX_TICKETS = 100;

/** What became of each ticket. */
export type BulkItem = Schemas['BulkResults']['items'][number];

/** What is done to which tickets. */
export type BulkBody =
  | Schemas['BulkMove']
  | Schemas['BulkAssignment']
  | Schemas['BulkClassification']
  | Schemas['BulkHold']
  | Schemas['BulkSolution']
  | Schemas['BulkMessage'];

/** Acts on several tickets, of which each succeeds or is refused on its own. */
export const useBulkCommand = () =>
  useCommand((body: BulkBody, options) => client.post('/v1/desk/bulk-actions', { body, ...options }), ['tickets']);

/** The tickets that an action did not change. */
export const refusedOf = (items: readonly BulkItem[]): readonly BulkItem[] =>
  items.filter(({ problem }) => problem !== null);
