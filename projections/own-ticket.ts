import type { NamedQuery } from '@ledgerdesk/read-store';
import { onlyEventsOf, type Requester } from './requester.js';
import { ticketList, type TicketRow } from './ticket-list/definition.js';
import { ticketOf } from './ticket-list/queries.js';
import { type MessageRow, ticketThread } from './ticket-thread/definition.js';
import { messagesOf } from './ticket-thread/queries.js';

export interface OwnTicketParams {
  readonly requester: Requester;
  readonly ticketId: string;
}

/** A ticket with its public messages, oldest first. */
export interface OwnTicket {
  readonly ticket: TicketRow;
  readonly messages: readonly MessageRow[];
}

/** One of the requester's own tickets; undefined for another requester's ticket (V4). */
export const ownTicketQuery: NamedQuery<OwnTicketParams, OwnTicket | undefined> = {
  name: 'own-ticket',
  models: () => [ticketList.name, ticketThread.name],
  eventFilter: onlyEventsOf,
  run: async (rows, { requester, ticketId }) => {
    const ticket = await ticketOf(rows, requester, ticketId);
    return ticket && { ticket, messages: await messagesOf(rows, requester, ticketId) };
  },
};
