import { isRefusal, type Refusal } from '@ledgerdesk/kernel';
import type { Condition, NamedQuery, RowReader } from '@ledgerdesk/read-store';
import { agentQueue, type QueuedTicketRow } from './agent-queue/definition.js';
import { type QueueOrder, readingOf } from './agent-queue/order.js';
import { otherTests, type QueueFilter, selectionOf } from './agent-queue/selection.js';
import { NAME_MODELS } from './names.js';
import { readScannedPage } from './scanned-page.js';
import { searchText } from './search-text.js';
import { type NamedQueuedTicket, withNames } from './ticket-names.js';
import { ticketSearch } from './ticket-search/definition.js';
import type { TwoWayPage, TwoWayRequest } from './two-way-page.js';
import { excerptContains } from './ticket-search/queries.js';

/** Tests of the text that a filter searches for; none if it has no visible character. */
export const textTests = ({ q = '' }: QueueFilter): Condition[] => {
  const text = searchText(q);
  return text === '' ? [] : [excerptContains(text)];
};

/**
 * Tickets of all teams, for agents only. Sorted by due time unless `sort` says otherwise (E5). Tests a limited number
 * of rows for a page, which may then have fewer items than `limit`, even none, and a cursor. Refuses a malformed cursor
 * and a limit out of range.
 */
export const queuedTickets = (
  reader: RowReader,
  { sort, order, ...filter }: QueueFilter & QueueOrder = {},
  page: TwoWayRequest = {},
): Promise<TwoWayPage<QueuedTicketRow> | Refusal> => {
  const { indexed, tests } = selectionOf(filter, filter.status ?? 'open');
  const reading = readingOf(filter, { sort, order });
  return readScannedPage<QueuedTicketRow>(
    reader,
    {
      projection: agentQueue.name,
      where: indexed,
      orderBy: reading.orderBy,
      ranges: reading.ranges,
      tests: [...tests, ...otherTests(filter), ...reading.tests, ...textTests(filter)],
    },
    page,
  );
};

export interface QueueParams {
  readonly filter: QueueFilter & QueueOrder;
  readonly page: TwoWayRequest;
}

/** A page of the queue with the names of all on its tickets, for agents only. */
export const queueQuery: NamedQuery<QueueParams, TwoWayPage<NamedQueuedTicket> | Refusal> = {
  name: 'desk-queue',
  models: () => [agentQueue.name, ticketSearch.name, ...NAME_MODELS],
  run: async (rows, { filter, page: request }) => {
    const page = await queuedTickets(rows, filter, request);
    return isRefusal(page) ? page : { ...page, items: await withNames(rows, page.items) };
  },
};
