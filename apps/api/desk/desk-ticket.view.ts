import type { MessageRow, QueuedTicketRow, TicketRow } from '@ledgerdesk/projections';
import { listedTicket, shownMessage } from '../tickets/ticket.view.js';

/** A ticket with all that the desk knows of it, internal notes included. */
export const deskTicket = (
  ticket: TicketRow,
  { holdReason, closesAt }: QueuedTicketRow,
  messages: readonly MessageRow[],
) => ({
  ...listedTicket(ticket),
  teamId: ticket.teamId,
  requesterId: ticket.requesterId,
  holdReason,
  closesAt,
  messages: messages.map(shownMessage),
});
