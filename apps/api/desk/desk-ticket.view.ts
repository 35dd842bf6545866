import type { QueuedTicketRow, TicketWithThread } from '@ledgerdesk/projections';
import { toThread, toTicketListItem } from '../tickets/ticket.view.js';

/** A ticket in the queue. */
export const toQueuedTicket = (ticket: QueuedTicketRow) => ({
  ...toTicketListItem(ticket),
  teamId: ticket.teamId,
  requesterId: ticket.requesterId,
  clock: ticket.clock,
  dueAt: ticket.dueAt,
  holdReason: ticket.holdReason,
  closesAt: ticket.closesAt,
});

/** A ticket with a page of its messages. */
export const toDeskTicket = ({ ticket, messages }: TicketWithThread<QueuedTicketRow>) => ({
  ...toTicketListItem(ticket),
  teamId: ticket.teamId,
  requesterId: ticket.requesterId,
  holdReason: ticket.holdReason,
  closesAt: ticket.closesAt,
  ...toThread(messages),
});
