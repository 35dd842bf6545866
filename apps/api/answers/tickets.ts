import type { Ticket } from '@ledgerdesk/domain';
import type { MessageRow, QueuedTicketRow, TicketRow } from '@ledgerdesk/projections';
import { type listedTicket, type shownMessage, type ticketEssentials } from '../tickets/ticket.view.js';
import { instant, itemsOf, listOf, objectOf, oneOf, orNull, pageOf, text, whole } from './schema.js';
import { entitlement, servedLanguage, ticketStatus } from './words.js';

const response = objectOf<Ticket['response']>({ dueAt: orNull(instant), breachedAt: orNull(instant), answeredAt: orNull(instant) });
const listedResponse = objectOf<TicketRow['response']>({ clock: orNull(whole), dueAt: orNull(instant), breachedAt: orNull(instant), answeredAt: orNull(instant) });

const listed = {
  ticketId: text, product: text, issueType: text, subject: text, status: ticketStatus, language: text, servedLanguage,
  openedAt: instant, updatedAt: instant, entitlement: orNull(entitlement), response: listedResponse, assignedTo: orNull(text), followUpOf: orNull(text),
};
const message = objectOf<ReturnType<typeof shownMessage>>({
  author: objectOf<MessageRow['author']>({ kind: oneOf(['member', 'agent']), id: text }), body: text, at: instant, audience: oneOf(['public', 'desk']),
});
const queued = objectOf<QueuedTicketRow>({
  ticketId: text, teamId: text, requesterId: text, product: text, issueType: text, subject: text, servedLanguage, status: ticketStatus,
  openedAt: instant, clock: orNull(whole), dueAt: orNull(instant), assignedTo: orNull(text),
});

/** What routes on tickets answer. */
export const TICKET_ANSWERS = {
  TicketEssentials: objectOf<ReturnType<typeof ticketEssentials>>({
    ticketId: text, status: ticketStatus, product: text, issueType: text, openedAt: instant, responseDueAt: orNull(instant), response,
    servedLanguage, entitlement: orNull(entitlement), assignedTo: orNull(text),
  }),
  TicketPage: pageOf(objectOf<ReturnType<typeof listedTicket>>(listed)),
  TicketWithMessages: objectOf<ReturnType<typeof listedTicket> & { readonly messages: unknown }>({ ...listed, messages: listOf(message) }),
  Messages: itemsOf(message),
  QueuePage: pageOf(queued),
};
