import type { Refusal } from '@ledgerdesk/kernel';
import type { RowReader } from '@ledgerdesk/read-store';
import { queuedTicket } from './agent-queue/queries.js';
import { type NamedQueuedTicket, withNames } from './ticket-names.js';
import { type TicketWithThread, withThread } from './ticket-with-thread.js';
import { deskMessages, deskThreadOf, type ThreadRequest } from './ticket-thread/queries.js';

/** Any ticket with all messages, internal notes included, for agents only; undefined if there is none. */
export const deskTicketOf = async (
  reader: RowReader,
  ticketId: string,
  thread: ThreadRequest = {},
): Promise<TicketWithThread<NamedQueuedTicket> | Refusal | undefined> => {
  const row = await queuedTicket(reader, ticketId);
  const [ticket] = await withNames(reader, row ? [row] : []);
  if (!ticket) return undefined;
  const stored = await deskMessages(reader, ticketId);
  return withThread(reader, ticket, { stored, messages: await deskThreadOf(reader, ticketId, thread) });
};
