import type { Ticket } from '@ledgerdesk/domain';
import {
  type Attachment,
  LIVE_CHANNELS,
  type LiveRequest,
  SORT_ORDERS,
  TICKET_SORTS,
  TICKET_STATUS_FILTERS,
} from '@ledgerdesk/events';
import type { MessageRow, QueuedTicketRow, TicketRow } from '@ledgerdesk/projections';
import type { toBulkResult } from '../desk/bulk-action.view.js';
import type { toDeskTicket } from '../desk/desk-ticket.view.js';
import type { toTicketView } from './ticket-view.view.js';
import { type toTicketListItem, type toMessage, type toTicketEssentials } from './ticket.view.js';
import {
  instant,
  itemsOf,
  listOf,
  named,
  objectOf,
  oneOf,
  orNull,
  pageOf,
  text,
  whole,
} from '../platform/openapi/schema.js';
import { entitlement, servedLanguage, ticketStatus } from '../platform/openapi/domain-schemas.js';

const response = objectOf<Ticket['response']>({
  dueAt: orNull(instant),
  breachedAt: orNull(instant),
  answeredAt: orNull(instant),
});
const listedResponse = objectOf<TicketRow['response']>({
  clock: orNull(whole),
  dueAt: orNull(instant),
  breachedAt: orNull(instant),
  answeredAt: orNull(instant),
});

const listed = {
  ticketId: text,
  product: text,
  issueType: text,
  subject: text,
  status: ticketStatus,
  language: text,
  servedLanguage,
  openedAt: instant,
  updatedAt: instant,
  entitlement: orNull(entitlement),
  response: listedResponse,
  assignedTo: orNull(text),
  followUpOf: orNull(text),
  cameOf: orNull(objectOf<LiveRequest>({ channel: oneOf(LIVE_CHANNELS), requestId: text })),
};
const attachment = { sha256: text, name: text, mediaType: text, bytes: whole };
const message = objectOf<ReturnType<typeof toMessage>>({
  author: objectOf<MessageRow['author']>({ kind: oneOf(['member', 'agent']), id: text }),
  body: text,
  attachments: listOf(objectOf<Attachment>(attachment)),
  at: instant,
  audience: oneOf(['public', 'desk']),
});
const deskOnly = { holdReason: orNull(text), closesAt: orNull(instant) };
const queued = objectOf<QueuedTicketRow>({
  ticketId: text,
  teamId: text,
  requesterId: text,
  product: text,
  issueType: text,
  subject: text,
  servedLanguage,
  status: ticketStatus,
  openedAt: instant,
  clock: orNull(whole),
  dueAt: orNull(instant),
  assignedTo: orNull(text),
  ...deskOnly,
});

const view = objectOf<ReturnType<typeof toTicketView>>({
  name: text,
  q: orNull(text),
  status: orNull(oneOf(TICKET_STATUS_FILTERS)),
  product: orNull(text),
  issueType: orNull(text),
  openedFrom: orNull(instant),
  openedTo: orNull(instant),
  sort: orNull(oneOf(TICKET_SORTS)),
  order: orNull(oneOf(SORT_ORDERS)),
});

const result = objectOf<ReturnType<typeof toBulkResult>>({
  ticketId: text,
  etag: orNull({ type: 'string', example: '"3"', description: "For `If-Match` on the ticket's own routes." }),
  ticket: orNull(named('TicketEssentials')),
  problem: orNull(named('Problem')),
});

/** What routes on tickets answer. */
export const TICKET_SCHEMAS = {
  TicketEssentials: objectOf<ReturnType<typeof toTicketEssentials>>({
    ticketId: text,
    status: ticketStatus,
    product: text,
    issueType: text,
    openedAt: instant,
    responseDueAt: orNull(instant),
    response,
    servedLanguage,
    entitlement: orNull(entitlement),
    assignedTo: orNull(text),
  }),
  TicketPage: pageOf(objectOf<ReturnType<typeof toTicketListItem>>(listed)),
  TicketWithMessages: objectOf<ReturnType<typeof toTicketListItem> & { readonly messages: unknown }>({
    ...listed,
    messages: listOf(message),
  }),
  Messages: itemsOf(message),
  QueuePage: pageOf(queued),
  Upload: objectOf<Attachment & { readonly uploadId: string; readonly expiresAt: string }>({
    uploadId: text,
    ...attachment,
    expiresAt: instant,
  }),
  DeskTicket: objectOf<ReturnType<typeof toDeskTicket>>({
    ...listed,
    teamId: text,
    requesterId: text,
    ...deskOnly,
    messages: listOf(message),
  }),
  BulkResults: itemsOf(result),
  TicketView: view,
  TicketViews: itemsOf(view),
};
