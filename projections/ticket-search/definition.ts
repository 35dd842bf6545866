import type { LoggedEvent } from '@ledgerdesk/events';
import { defineProjection } from '../define-projection.js';
import { excerptOf } from '../excerpt.js';
import { requesterKey } from '../requester.js';
import { searchText } from '../search-text.js';

/** The text of a ticket that its requester searches. */
export type TicketSearchRow = {
  readonly ticketId: string;
  /** `requesterKey` of the requester: texts are searched only among those of one requester (V5). */
  readonly owner: string;
  /** The beginning of `text`, which agents search row by row: its size is limited. */
  readonly excerpt: string;
  /** Subject and first message, normalized for search, and separated by a line break, which no query contains. */
  readonly text: string;
};

/** Characters of an excerpt. */
const EXCERPT = 1_000;

const opened = (
  _row: TicketSearchRow | undefined,
  { data }: LoggedEvent<'TicketOpened'>,
): TicketSearchRow | undefined => {
  const text = `${searchText(data.subject)}\n${searchText(data.body)}`;
  return { ticketId: data.ticketId, owner: requesterKey(data), excerpt: excerptOf(text, EXCERPT), text };
};

/** The searchable texts of tickets, apart from their lists, which would otherwise read them with every row. */
export const ticketSearch = defineProjection({
  name: 'ticket-search',
  version: 3,
  table: {
    columns: { owner: 'text', excerpt: 'text', text: 'text' },
    indexes: [],
    search: { text: 'text', owner: 'owner' },
    personal: ['excerpt', 'text'],
  },
  keysOf: ({ data }) => [data.ticketId],
  on: { TicketOpened: opened, TicketErased: () => undefined },
});
