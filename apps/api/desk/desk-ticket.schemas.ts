import type { QueuedTicketRow } from '@ledgerdesk/projections';
import { servedLanguage } from '../platform/openapi/domain-schemas.js';
import { PROBLEM_SCHEMAS } from '../platform/openapi/problem.schemas.js';
import { defineSchemas } from '../platform/openapi/schema-registry.js';
import {
  arrayOf,
  dateTime,
  described,
  integer,
  itemsOf,
  nullable,
  objectOf,
  pageOf,
  string,
} from '../platform/openapi/schema.js';
import { message, TICKET_SCHEMAS, ticketFields, ticketResponse, ticketStatus } from '../tickets/ticket.schemas.js';
import type { toBulkResult } from './bulk-action.view.js';
import type { toDeskTicket } from './desk-ticket.view.js';

const requesterFields = {
  teamId: string('Team of the requester.'),
  requesterId: string('Member id of the requester.'),
};

const deskFields = {
  holdReason: nullable(string(), 'Why the ticket is on hold.'),
  closesAt: nullable(dateTime(), 'Instant at which the solved ticket closes automatically.'),
};

const queuedTicket = objectOf<QueuedTicketRow>({
  ticketId: string('Id of the ticket.'),
  ...requesterFields,
  product: string('Product that the ticket is about.'),
  issueType: string('Issue type from the taxonomy.'),
  subject: string('Subject.'),
  servedLanguage,
  status: ticketStatus,
  openedAt: dateTime('Instant at which the ticket was opened.'),
  response: described('Latest response clock.', ticketResponse),
  clock: nullable(integer(), 'Number of the response clock. Null without a response target.'),
  dueAt: nullable(dateTime(), 'Instant by which a response is due. Null unless a response clock runs.'),
  assignedTo: nullable(string(), 'Id of the assigned agent.'),
  ...deskFields,
});

const bulkResult = objectOf<ReturnType<typeof toBulkResult>>({
  ticketId: string('Id of the ticket.'),
  etag: nullable({ type: 'string', example: '"3"' }, "Value for `If-Match` on the ticket's own routes."),
  ticket: nullable(TICKET_SCHEMAS.TicketEssentials, 'New state of the ticket. Null if the action failed.'),
  problem: nullable(PROBLEM_SCHEMAS.Problem, 'Why the action failed. Null if it succeeded.'),
});

export const DESK_TICKET_SCHEMAS = defineSchemas({
  QueuePage: pageOf(queuedTicket),
  DeskTicket: objectOf<ReturnType<typeof toDeskTicket>>({
    ...ticketFields,
    ...requesterFields,
    ...deskFields,
    messages: arrayOf(message, 'Messages and internal notes, oldest first.'),
  }),
  BulkResults: itemsOf(bulkResult),
});
