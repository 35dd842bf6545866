import type { ResponseState, SortOrder, TicketSort, TicketStatusFilter } from '@ledgerdesk/events';
import { type Instant, isRefusal, type Refusal } from '@ledgerdesk/kernel';
import { type Condition, EXACT_LENGTH, type NamedQuery, type OrderTerm, type RowReader } from '@ledgerdesk/read-store';
import { equals, within } from './column-conditions.js';
import { readPage, readTestedPage, type Page, type PageRequest } from './page.js';
import { ownedBy, type Requester } from './requester.js';
import { searchText } from './search-text.js';
import { ticketSearch } from './ticket-search/definition.js';
import { containsText, mayContain } from './ticket-search/queries.js';
import { withStatus } from './ticket-status.js';
import { ticketList, type TicketRow } from './ticket-list/definition.js';
import { onlyEventsAndNamesOf, REQUESTER_NAMES, type WithAssignee, withAssignees } from './ticket-names.js';

/** Filters the requester's tickets. Omitted members do not filter. `q` searches subject and first message. */
export interface TicketFilter {
  readonly status?: TicketStatusFilter | undefined;
  readonly product?: string | undefined;
  readonly issueType?: string | undefined;
  /** State of the response. */
  readonly state?: ResponseState | undefined;
  /** Whether the response target was missed. */
  readonly breached?: boolean | undefined;
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

/** Tickets whose texts are read for one page of a search, at most. */
const MAX_TEXTS = 100;

/**
 * The requester's own tickets (V4, V5). Refuses a cursor of another order and a limit out of range. A search reads a
 * limited number of texts; its page may then have fewer items than `limit`, even none, and a cursor to continue from.
 */
export const ticketsOf = async (
  reader: RowReader,
  requester: Requester,
  { sort, order, q, ...filter }: TicketFilter & TicketOrder = {},
  page: PageRequest = {},
): Promise<Page<TicketRow> | Refusal> => {
  const text = searchText(q ?? '');
  const list = {
    projection: ticketList.name,
    where: [...ownedBy(requester), ...conditionsOf(filter), ...(text === '' ? [] : [mayContain(requester, text)])],
    orderBy: termsOf({ sort, order }),
  };
  if (text.length <= EXACT_LENGTH) return readPage<TicketRow>(reader, list, page);
  const accepts = ({ ticketId }: TicketRow) => containsText(reader, ticketId, text);
  return readTestedPage<TicketRow>(reader, list, page, { accepts, max: MAX_TEXTS });
};

/** Ties are sorted by opening time, newest first. */
const termsOf = ({ sort = 'openedAt', order: direction = 'desc' }: TicketOrder): OrderTerm[] => {
  if (sort === 'openedAt') return [{ column: 'openedAt', direction }];
  return [
    { column: sort === 'status' ? 'statusOrder' : sort, direction },
    { column: 'openedAt', direction: 'desc' },
  ];
};

const conditionsOf = (filter: Omit<TicketFilter, 'q'>): Condition[] => [
  ...(filter.status === undefined ? [] : [withStatus(filter.status)]),
  ...equals('product', filter.product),
  ...equals('issueType', filter.issueType),
  ...equals('responseState', filter.state),
  ...(filter.breached === undefined ? [] : [isBreached(filter.breached)]),
  ...within('openedAt', { from: filter.openedFrom, to: filter.openedTo }),
];

/** Text that is not null is at or after the empty one. */
const isBreached = (breached: boolean): Condition =>
  breached ? { column: 'breachedAt', is: '>=', value: '' } : { column: 'breachedAt', is: '=', value: null };

export interface OwnTicketsParams {
  readonly requester: Requester;
  readonly filter: TicketFilter & TicketOrder;
  readonly page: PageRequest;
}

/** V1, H4: a page of the requester's own tickets. */
export const ownTicketsQuery: NamedQuery<OwnTicketsParams, Page<WithAssignee<TicketRow>> | Refusal> = {
  name: 'own-tickets',
  models: () => [ticketList.name, ticketSearch.name, ...REQUESTER_NAMES],
  eventFilter: onlyEventsAndNamesOf,
  run: async (rows, { requester, filter, page: request }) => {
    const page = await ticketsOf(rows, requester, filter, request);
    return isRefusal(page) ? page : { ...page, items: await withAssignees(rows, page.items) };
  },
};
