import type { Ticket } from '@ledgerdesk/domain';
import type { MessageRow, TicketRow } from '@ledgerdesk/projections';

/** The state of a ticket after a command. */
export const toTicketEssentials = (ticket: Ticket) => ({
  ticketId: ticket.ticketId,
  status: ticket.status,
  product: ticket.product,
  issueType: ticket.issueType,
  openedAt: ticket.openedAt,
  responseDueAt: ticket.response.dueAt,
  response: ticket.response,
  servedLanguage: ticket.servedLanguage,
  entitlement: ticket.entitlement,
  assignedTo: ticket.assignedTo,
});

/** A ticket in the requester's list, without columns that only queries use. */
export const toTicketListItem = ({
  search: _,
  dueAt: __,
  statusOrder: ___,
  teamId: ____,
  requesterId: _____,
  ...ticket
}: TicketRow) => ticket;

export const toMessage = ({ author, body, attachments, at, audience }: MessageRow) => ({
  author,
  body,
  attachments,
  at,
  audience,
});
