import type { SortOrder, TicketSort, TicketStatusFilter } from '@ledgerdesk/events';
import type { Instant, Refusal } from '@ledgerdesk/kernel';
import type { Condition, NamedQuery, OrderTerm, RowReader } from '@ledgerdesk/read-store';
import { readPage, type Page, type PageRequest } from '../page.js';
import { isOwn, ownedBy, onlyEventsOf, type Requester } from '../requester.js';
import { searchText } from '../search-text.js';
import { withStatus } from '../ticket-status.js';
import { ticketList, type TicketRow } from './definition.js';

/** Filters the requester's tickets. Omitted members do not filter. `q` searches subject and first message. */
export interface TicketFilter {
  readonly status?: TicketStatusFilter | undefined;
  readonly product?: string | undefined;
  readonly issueType?: string | undefined;
  readonly q?: string | undefined;
  /** Opened at or after this instant. */
  readonly openedFrom?: Instant | undefined;
  /** Opened before this instant. */
  readonly openedTo?: Instant | undefined;
}

/** Sorts tickets; those without a value come last in either direction. Default: newest first. */
export interface TicketOrder {
  readonly sort?: TicketSort | undefined;
  readonly order?: SortOrder | undefined;
}

/** The requester's own tickets (V4, V5). Refuses a cursor of another order and a limit out of range. */
export const ticketsOf = async (
  reader: RowReader,
  requester: Requester,
  { sort, order, ...filter }: TicketFilter & TicketOrder = {},
  page: PageRequest = {},
): Promise<Page<TicketRow> | Refusal> =>
  readPage<TicketRow>(
    reader,
    {
      projection: ticketList.name,
      where: [...ownedBy(requester), ...conditionsOf(filter)],
      orderBy: termsOf({ sort, order }),
    },
    page,
  );

/** One of the requester's own tickets; undefined for any other ticket (V4). */
export const ticketOf = async (
  reader: RowReader,
  requester: Requester,
  ticketId: string,
): Promise<TicketRow | undefined> => {
  const row = await reader.get<TicketRow>(ticketList.name, ticketId);
  return row && isOwn(row, requester) ? row : undefined;
};

/** Any ticket as its requester sees it, for agents only. */
export const deskTicketOf = (reader: RowReader, ticketId: string): Promise<TicketRow | undefined> =>
  reader.get<TicketRow>(ticketList.name, ticketId);

/** Ties are sorted by opening time, newest first. */
const termsOf = ({ sort = 'openedAt', order: direction = 'desc' }: TicketOrder): OrderTerm[] => {
  if (sort === 'openedAt') return [{ column: 'openedAt', direction }];
  return [
    { column: sort === 'status' ? 'statusOrder' : sort, direction },
    { column: 'openedAt', direction: 'desc' },
  ];
};

const conditionsOf = ({ status, product, issueType, q, openedFrom, openedTo }: TicketFilter): Condition[] => [
  ...(status === undefined ? [] : [withStatus(status)]),
  ...(product === undefined ? [] : [{ column: 'product', is: '=', value: product } as const]),
  ...(issueType === undefined ? [] : [{ column: 'issueType', is: '=', value: issueType } as const]),
  ...(openedFrom === undefined ? [] : [{ column: 'openedAt', is: '>=', value: openedFrom } as const]),
  ...(openedTo === undefined ? [] : [{ column: 'openedAt', is: '<', value: openedTo } as const]),
  ...(q === undefined ? [] : [{ column: 'search', is: 'contains', value: searchText(q) } as const]),
];

export interface OwnTicketsParams {
  readonly requester: Requester;
  readonly filter: TicketFilter & TicketOrder;
  readonly page: PageRequest;
}

/** V1, H4: a page of the requester's own tickets. */
export const ownTicketsQuery: NamedQuery<OwnTicketsParams, Page<TicketRow> | Refusal> = {
  name: 'own-tickets',
  models: () => [ticketList.name],
  eventFilter: onlyEventsOf,
  run: (rows, { requester, filter, page }) => ticketsOf(rows, requester, filter, page),
};
