import type { Refusal } from '@ledgerdesk/kernel';
import type { Condition, RowReader } from '@ledgerdesk/read-store';
import { readPage, type Page, type PageRequest } from '../page.js';
import { isOwn, own, type Requester } from '../requester.js';
import { searchText } from '../search-text.js';
import { withStatus, type StatusFilter } from '../ticket-status.js';
import { ticketList, type TicketRow } from './definition.js';

/** Which of the own tickets; what is left out does not filter. `q` is found in subject or first message, in any case. */
export interface TicketFilter {
  readonly status?: StatusFilter | undefined;
  readonly product?: string | undefined;
  readonly issueType?: string | undefined;
  readonly q?: string | undefined;
}

/** The requester's own tickets (V4, V5), newest first. Refuses a malformed cursor and a limit out of range. */
export const ticketsOf = async (
  reader: RowReader, requester: Requester, filter: TicketFilter = {}, page: PageRequest = {},
): Promise<Page<TicketRow> | Refusal> => readPage<TicketRow>(reader, {
  projection: ticketList.name,
  where: [...own(requester), ...conditionsOf(filter)],
  orderBy: [{ column: 'openedAt', direction: 'desc' }],
}, page);

/** One of the requester's own tickets; undefined for anyone else's (V4). */
export const ticketOf = async (reader: RowReader, requester: Requester, ticketId: string): Promise<TicketRow | undefined> => {
  const row = await reader.get<TicketRow>(ticketList.name, ticketId);
  return row && isOwn(row, requester) ? row : undefined;
};

const conditionsOf = ({ status, product, issueType, q }: TicketFilter): Condition[] => [
  ...(status === undefined ? [] : [withStatus(status)]),
  ...(product === undefined ? [] : [{ column: 'product', is: '=', value: product } as const]),
  ...(issueType === undefined ? [] : [{ column: 'issueType', is: '=', value: issueType } as const]),
  ...(q === undefined ? [] : [{ column: 'search', is: 'contains', value: searchText(q) } as const]),
];
