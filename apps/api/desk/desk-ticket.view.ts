import type { MessageRow, QueuedTicketRow, TicketRow } from '@ledgerdesk/projections';
import { toTicketListItem, toMessage } from '../tickets/ticket.view.js';

export const toDeskTicket = (
  ticket: TicketRow,
  { holdReason, closesAt }: QueuedTicketRow,
  messages: readonly MessageRow[],
) => ({
  ...toTicketListItem(ticket),
  teamId: ticket.teamId,
  requesterId: ticket.requesterId,
  holdReason,
  closesAt,
  messages: messages.map(toMessage),
});
