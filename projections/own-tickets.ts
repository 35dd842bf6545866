import type { ResponseState, SortOrder, TicketSort, TicketStatusFilter } from '@ledgerdesk/events';
import { type Instant, isRefusal, type Refusal } from '@ledgerdesk/kernel';
import {
  type ColumnCondition,
  EXACT_LENGTH,
  type NamedQuery,
  type OrderTerm,
  type RowReader,
} from '@ledgerdesk/read-store';
import { equals, within } from './column-conditions.js';
import { testedRows } from './page.js';
import { ownedBy, type Requester } from './requester.js';
import { searchText } from './search-text.js';
import { ticketSearch } from './ticket-search/definition.js';
import { containsText, mayContain } from './ticket-search/queries.js';
import { type ListRange, readScannedPage } from './scanned-page.js';
import { mergedStatuses, STATUS_ORDER, statusesOf, type TicketStatus, withStatus } from './ticket-status.js';
import { ticketList, type TicketRow } from './ticket-list/definition.js';
import { onlyEventsAndNamesOf, REQUESTER_NAMES, type WithAssignee, withAssignees } from './ticket-names.js';
import { readTwoWayPage, type TwoWayPage, type TwoWayRequest } from './two-way-page.js';

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
 * limited number of texts, and other filters than the status test a limited number of tickets; the page may then have
 * fewer items than `limit`, even none, and a cursor to continue from.
 */
export const ticketsOf = (
  reader: RowReader,
  requester: Requester,
  { sort = 'openedAt', order = 'desc', q, ...filter }: TicketFilter & TicketOrder = {},
  page: TwoWayRequest = {},
): Promise<TwoWayPage<TicketRow> | Refusal> => {
  const text = searchText(q ?? '');
  if (text !== '') return ticketsWith(reader, requester, text, { sort, order, filter }, page);
  const { indexed, tests } = conditionsOf(filter, sort);
  const list = {
    projection: ticketList.name,
    where: [...ownedBy(requester), ...indexed],
    orderBy: termsOf(sort, order),
    ranges: rangesOf(filter.status, sort, order),
    tests,
  };
  return readScannedPage<TicketRow>(reader, list, page);
};

interface Selected {
  readonly sort: TicketSort;
  readonly order: SortOrder;
  readonly filter: Omit<TicketFilter, 'q'>;
}

/** The tickets whose text contains a normalized text. The index of texts finds them, and they are sorted. */
const ticketsWith = (
  reader: RowReader,
  requester: Requester,
  text: string,
  { sort, order, filter }: Selected,
  page: TwoWayRequest,
): Promise<TwoWayPage<TicketRow> | Refusal> => {
  const { indexed, tests } = conditionsOf(filter, sort);
  const where = [
    ...ownedBy(requester),
    ...(filter.status === undefined ? [] : [withStatus(filter.status)]),
    ...indexed,
    ...tests,
    mayContain(requester, text),
  ];
  const isExact = text.length <= EXACT_LENGTH;
  const accepts = ({ ticketId }: TicketRow) => containsText(reader, ticketId, text);
  // What is found is sorted: an order that required an index would read all tickets instead.
  const terms = termsOf(sort, order).map(({ column, direction }) => ({ column, direction }));
  return readTwoWayPage<TicketRow>(terms, page, async ({ orderBy, after, limit }) => {
    const list = { projection: ticketList.name, where, orderBy };
    if (!isExact) return testedRows<TicketRow>(reader, list, { after, limit }, { accepts, max: MAX_TEXTS });
    const rows = await reader.find<TicketRow>(ticketList.name, { where, orderBy, limit, ...(after && { after }) });
    return { rows, testedTo: undefined };
  });
};

const NEWEST_FIRST: OrderTerm = { column: 'openedAt', direction: 'desc', required: true };

/** Ties are sorted by opening time, newest first. */
const termsOf = (sort: TicketSort, direction: SortOrder): OrderTerm[] => {
  if (sort === 'openedAt') return [{ ...NEWEST_FIRST, direction }];
  return [{ column: sort === 'status' ? 'statusOrder' : sort, direction, required: true }, NEWEST_FIRST];
};

/** The parts of a list: each has an index for each status. */
const rangesOf = (status: TicketStatusFilter | undefined, sort: TicketSort, order: SortOrder): readonly ListRange[] => {
  if (sort === 'status') return statusRanges(statusesOf(status), order);
  const where = [mergedStatuses(status)];
  if (sort === 'openedAt' || sort === 'updatedAt') return [{ where, contains: () => true }];
  return [
    { where: [...where, { column: sort, is: '>=', value: '' }], contains: (value) => value !== null },
    { where: [...where, { column: sort, is: '=', value: null }], fixed: null, contains: () => true },
  ];
};

const statusRanges = (statuses: readonly TicketStatus[], order: SortOrder): readonly ListRange[] =>
  statuses
    .map((status): ListRange & { readonly fixed: string } => {
      const own = STATUS_ORDER[status];
      return {
        where: [{ column: 'status', is: '=', value: status }],
        fixed: own,
        contains: (value) => typeof value === 'string' && (order === 'asc' ? value <= own : value >= own),
      };
    })
    .sort((a, b) => (order === 'asc' ? 1 : -1) * (a.fixed < b.fixed ? -1 : 1));

/** Conditions that an index answers in an order, besides the status, and those that are tested ticket by ticket. */
const conditionsOf = (
  filter: Omit<TicketFilter, 'q'>,
  sort: TicketSort,
): { readonly indexed: readonly ColumnCondition[]; readonly tests: readonly ColumnCondition[] } => {
  const opened = within('openedAt', { from: filter.openedFrom, to: filter.openedTo });
  const tests = [
    ...equals('product', filter.product),
    ...equals('issueType', filter.issueType),
    ...equals('responseState', filter.state),
    ...(filter.breached === undefined ? [] : [isBreached(filter.breached)]),
  ];
  const isIndexed = sort === 'openedAt' || sort === 'status';
  return isIndexed ? { indexed: opened, tests } : { indexed: [], tests: [...opened, ...tests] };
};

/** Text that is not null is at or after the empty one. */
const isBreached = (breached: boolean): ColumnCondition =>
  breached ? { column: 'breachedAt', is: '>=', value: '' } : { column: 'breachedAt', is: '=', value: null };

export interface OwnTicketsParams {
  readonly requester: Requester;
  readonly filter: TicketFilter & TicketOrder;
  readonly page: TwoWayRequest;
}

/** V1, H4: a page of the requester's own tickets. */
export const ownTicketsQuery: NamedQuery<OwnTicketsParams, TwoWayPage<WithAssignee<TicketRow>> | Refusal> = {
  name: 'own-tickets',
  models: () => [ticketList.name, ticketSearch.name, ...REQUESTER_NAMES],
  eventFilter: onlyEventsAndNamesOf,
  run: async (rows, { requester, filter, page: request }) => {
    const page = await ticketsOf(rows, requester, filter, request);
    return isRefusal(page) ? page : { ...page, items: await withAssignees(rows, page.items) };
  },
};
