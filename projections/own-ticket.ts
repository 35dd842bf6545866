import type { Refusal } from '@ledgerdesk/kernel';
import type { NamedQuery } from '@ledgerdesk/read-store';
import type { Requester } from './requester.js';
import { ticketList, type TicketRow } from './ticket-list/definition.js';
import { ticketOf } from './ticket-list/queries.js';
import { onlyEventsAndNamesOf, REQUESTER_NAMES, type WithAssignee, withAssignees } from './ticket-names.js';
import { ticketThread } from './ticket-thread/definition.js';
import { messagesOf, publicMessages, type ThreadRequest } from './ticket-thread/queries.js';
import { type TicketWithThread, withThread } from './ticket-with-thread.js';

export interface OwnTicketParams {
  readonly requester: Requester;
  readonly ticketId: string;
  readonly thread: ThreadRequest;
}

/** One of the requester's own tickets with its public messages; undefined for another requester's ticket (V4). */
export const ownTicketQuery: NamedQuery<
  OwnTicketParams,
  TicketWithThread<WithAssignee<TicketRow>> | Refusal | undefined
> = {
  name: 'own-ticket',
  models: () => [ticketList.name, ticketThread.name, ...REQUESTER_NAMES],
  eventFilter: onlyEventsAndNamesOf,
  run: async (rows, { requester, ticketId, thread }) => {
    const row = await ticketOf(rows, requester, ticketId);
    const [ticket] = await withAssignees(rows, row ? [row] : []);
    if (!ticket) return undefined;
    const stored = await publicMessages(rows, ticketId);
    return withThread(rows, ticket, { stored, messages: await messagesOf(rows, requester, ticketId, thread) });
  },
};
