import type { Ticket } from '@ledgerdesk/domain';
import type { MessageRow, TicketRow } from '@ledgerdesk/projections';

/** What a command on a ticket answers: the essentials of its new state. */
export const toTicketEssentials = (ticket: Ticket) => ({
  ticketId: ticket.ticketId,
  status: ticket.status,
  product: ticket.product,
  issueType: ticket.issueType,
  openedAt: ticket.openedAt,
  responseDueAt: ticket.clock ? ticket.response.dueAt : null,
  response: ticket.response,
  servedLanguage: ticket.servedLanguage,
  entitlement: ticket.entitlement,
  assignedTo: ticket.assignedTo,
});

/** A ticket in its requester's list. */
export const toTicketListItem = ({
  search: _,
  dueAt: __,
  statusOrder: ___,
  teamId: ____,
  requesterId: _____,
  ...ticket
}: TicketRow) => ticket;

/** A message as its reader sees it. */
export const toMessage = ({ author, body, attachments, at, audience }: MessageRow) => ({
  author,
  body,
  attachments,
  at,
  audience,
});
