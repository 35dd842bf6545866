import type { ServedLanguage, TicketStatusFilter } from '@ledgerdesk/events';
import type { Refusal } from '@ledgerdesk/kernel';
import type { Condition, RowReader } from '@ledgerdesk/read-store';
import { readPage, type Page, type PageRequest } from '../page.js';
import { agentQueue, type QueuedTicketRow } from './definition.js';

/** Filters queued tickets. `status` defaults to open; other omitted members do not filter. Null selects unassigned. */
export interface QueueFilter {
  readonly status?: TicketStatusFilter | undefined;
  readonly team?: string | undefined;
  readonly product?: string | undefined;
  readonly language?: ServedLanguage | undefined;
  readonly assignedTo?: string | null | undefined;
}

/**
 * Tickets of all teams, for agents only. Sorted by due time (E5), tickets without one last, then by age. Refuses a
 * malformed cursor and a limit out of range.
 */
export const queuedTickets = async (
  reader: RowReader,
  { status = 'open', ...filter }: QueueFilter = {},
  page: PageRequest = {},
): Promise<Page<QueuedTicketRow> | Refusal> =>
  readPage<QueuedTicketRow>(
    reader,
    {
      projection: agentQueue.name,
      where: [statusCondition(status), ...conditionsOf(filter)],
      orderBy: [{ column: 'sortKey', direction: 'asc', required: true }],
    },
    page,
  );

/** The queue row of one ticket, for agents only. */
export const queuedTicket = (reader: RowReader, ticketId: string): Promise<QueuedTicketRow | undefined> =>
  reader.get<QueuedTicketRow>(agentQueue.name, ticketId);

/** One value of one column, so that an index gives the rows in order. */
const statusCondition = (status: TicketStatusFilter): Condition => {
  if (status === 'open' || status === 'past') return { column: 'isOpen', is: '=', value: status === 'open' };
  return { column: 'status', is: '=', value: status };
};

const conditionsOf = ({ team, product, language, assignedTo }: QueueFilter): Condition[] => [
  ...equal('teamId', team),
  ...equal('product', product),
  ...equal('servedLanguage', language),
  ...equal('assignedTo', assignedTo),
];

const equal = (column: string, value: string | null | undefined): Condition[] =>
  value === undefined ? [] : [{ column, is: '=', value }];
