import type { RowReader } from '@ledgerdesk/read-store';
import { agentQueue, type QueuedTicketRow } from './definition.js';

/** The queue row of one ticket, for agents only. */
export const queuedTicket = (reader: RowReader, ticketId: string): Promise<QueuedTicketRow | undefined> =>
  reader.get<QueuedTicketRow>(agentQueue.name, ticketId);
