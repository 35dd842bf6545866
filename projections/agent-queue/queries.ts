import type { ServedLanguage } from '@ledgerdesk/events';
import type { Refusal } from '@ledgerdesk/kernel';
import type { Condition, RowReader } from '@ledgerdesk/read-store';
import { readPage, type Page, type PageRequest } from '../page.js';
import { withStatus } from '../ticket-status.js';
import { agentQueue, type QueuedTicketRow } from './definition.js';

/** Which open tickets; what is left out does not filter. `assignedTo: null` asks for those that nobody has. */
export interface QueueFilter {
  readonly product?: string | undefined;
  readonly language?: ServedLanguage | undefined;
  readonly assignedTo?: string | null | undefined;
}

/**
 * All teams' open tickets, for agents only: what is due first (E5) at the front, those that nothing is due on last, then by
 * age. Refuses a malformed cursor and a limit out of range.
 */
export const queueOf = async (reader: RowReader, filter: QueueFilter = {}, page: PageRequest = {}): Promise<Page<QueuedTicketRow> | Refusal> =>
  readPage<QueuedTicketRow>(reader, {
    projection: agentQueue.name,
    where: [withStatus('open'), ...conditionsOf(filter)],
    orderBy: [{ column: 'dueAt', direction: 'asc' }, { column: 'openedAt', direction: 'asc' }],
  }, page);

const conditionsOf = ({ product, language, assignedTo }: QueueFilter): Condition[] => [
  ...equal('product', product), ...equal('servedLanguage', language), ...equal('assignedTo', assignedTo),
];

const equal = (column: string, value: string | null | undefined): Condition[] =>
  value === undefined ? [] : [{ column, is: '=', value }];
