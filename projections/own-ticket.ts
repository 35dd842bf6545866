import type { Refusal } from '@ledgerdesk/kernel';
import type { NamedQuery } from '@ledgerdesk/read-store';
import { onlyEventsOf, type Requester } from './requester.js';
import { ticketList, type TicketRow } from './ticket-list/definition.js';
import { ticketOf } from './ticket-list/queries.js';
import { ticketThread } from './ticket-thread/definition.js';
import { messagesOf, publicMessages, type ThreadRequest } from './ticket-thread/queries.js';
import { type TicketWithThread, withThread } from './ticket-with-thread.js';

export interface OwnTicketParams {
  readonly requester: Requester;
  readonly ticketId: string;
  readonly thread: ThreadRequest;
}

/** One of the requester's own tickets with its public messages; undefined for another requester's ticket (V4). */
export const ownTicketQuery: NamedQuery<OwnTicketParams, TicketWithThread<TicketRow> | Refusal | undefined> = {
  name: 'own-ticket',
  models: () => [ticketList.name, ticketThread.name],
  eventFilter: onlyEventsOf,
  run: async (rows, { requester, ticketId, thread }) => {
    const ticket = await ticketOf(rows, requester, ticketId);
    if (!ticket) return undefined;
    const stored = await publicMessages(rows, ticketId);
    return withThread(ticket, stored, await messagesOf(rows, requester, ticketId, thread));
  },
};
