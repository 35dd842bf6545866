import type { LoggedEvent } from '@ledgerdesk/events';
import { defineProjection } from '../define-projection.js';
import { requesterKey } from '../requester.js';
import { searchText } from '../search-text.js';

/** The text of a ticket that its requester searches. */
export type TicketSearchRow = {
  readonly ticketId: string;
  /** `requesterKey` of the requester: texts are searched only among those of one requester (V5). */
  readonly owner: string;
  /** Subject and first message, normalized for search, and separated by a line break, which no query contains. */
  readonly text: string;
};

const opened = (
  _row: TicketSearchRow | undefined,
  { data }: LoggedEvent<'TicketOpened'>,
): TicketSearchRow | undefined => ({
  ticketId: data.ticketId,
  owner: requesterKey(data),
  text: `${searchText(data.subject)}\n${searchText(data.body)}`,
});

/** The searchable texts of tickets, apart from their lists, which would otherwise read them with every row. */
export const ticketSearch = defineProjection({
  name: 'ticket-search',
  version: 1,
  table: {
    columns: { owner: 'text', text: 'text' },
    indexes: [],
    search: { text: 'text', owner: 'owner' },
    personal: ['text'],
  },
  keysOf: ({ data }) => [data.ticketId],
  on: { TicketOpened: opened },
});
