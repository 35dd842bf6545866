import type { Ticket } from '@ledgerdesk/domain';
import {
  isErased,
  type NamedMessage,
  type Page,
  textOrErased,
  type TicketFields,
  type WithAssignee,
} from '@ledgerdesk/projections';

/** The state of a ticket after a command. */
export const toTicketEssentials = (ticket: Ticket) => ({
  ticketId: ticket.ticketId,
  erased: ticket.erased,
  status: ticket.status,
  product: ticket.product,
  issueType: ticket.issueType,
  openedAt: ticket.openedAt,
  responseDueAt: ticket.response.dueAt,
  response: ticket.response,
  servedLanguage: ticket.servedLanguage,
  entitlement: ticket.entitlement,
  assignedTo: ticket.assignedTo,
  mergedInto: ticket.mergedInto,
  mergedFrom: ticket.mergedFrom,
});

/** A ticket as its requester sees it, without columns that only queries use. */
export const toTicketListItem = ({
  ticketId,
  product,
  issueType,
  subject,
  status,
  language,
  servedLanguage,
  openedAt,
  updatedAt,
  entitlement,
  response,
  assignedTo,
  assignee,
  followUpOf,
  mergedInto,
  mergedFrom,
  cameOf,
}: WithAssignee<TicketFields>) => ({
  ticketId,
  product,
  issueType,
  subject: textOrErased(subject),
  erased: isErased(subject),
  status,
  language,
  servedLanguage,
  openedAt,
  updatedAt,
  entitlement,
  response,
  assignedTo,
  assignee,
  followUpOf,
  mergedInto,
  mergedFrom,
  cameOf,
});

export const toMessage = ({ author, body, attachments, at, audience }: NamedMessage) => ({
  author,
  body: textOrErased(body),
  erased: isErased(body),
  attachments,
  at,
  audience,
});

/** A page of messages as part of a ticket. */
export const toThread = ({ items, next }: Page<NamedMessage>) => ({
  messages: items.map(toMessage),
  ...(next === undefined ? {} : { next }),
});
