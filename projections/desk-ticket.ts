import type { Refusal } from '@ledgerdesk/kernel';
import type { RowReader } from '@ledgerdesk/read-store';
import type { QueuedTicketRow } from './agent-queue/definition.js';
import { queuedTicket } from './agent-queue/queries.js';
import { type TicketWithThread, withThread } from './ticket-with-thread.js';
import { deskMessages, deskThreadOf, type ThreadRequest } from './ticket-thread/queries.js';

/** Any ticket with all messages, internal notes included, for agents only; undefined if there is none. */
export const deskTicketOf = async (
  reader: RowReader,
  ticketId: string,
  thread: ThreadRequest = {},
): Promise<TicketWithThread<QueuedTicketRow> | Refusal | undefined> => {
  const ticket = await queuedTicket(reader, ticketId);
  return (
    ticket && withThread(ticket, await deskMessages(reader, ticketId), await deskThreadOf(reader, ticketId, thread))
  );
};
