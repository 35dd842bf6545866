import { PROBLEM_SCHEMAS } from '../platform/openapi/problem.schemas.js';
import { defineSchemas } from '../platform/openapi/schema-registry.js';
import { arrayOf, dateTime, integer, itemsOf, nullable, objectOf, pageOf, string } from '../platform/openapi/schema.js';
import { message, nextMessages, TICKET_SCHEMAS, ticketFields } from '../tickets/ticket.schemas.js';
import type { toBulkResult } from './bulk-action.view.js';
import type { toDeskTicket, toQueuedTicket } from './desk-ticket.view.js';

const requesterFields = {
  teamId: string('Team of the requester.'),
  requesterId: string('Member id of the requester.'),
};

const deskFields = {
  holdReason: nullable(string(), 'Why the ticket is on hold.'),
  closesAt: nullable(dateTime(), 'Instant at which the solved ticket closes automatically.'),
};

const queuedTicket = objectOf<ReturnType<typeof toQueuedTicket>>({
  ...ticketFields,
  ...requesterFields,
  ...deskFields,
  clock: nullable(integer(), '`clock` of `response`.'),
  dueAt: nullable(dateTime(), '`dueAt` of `response`, by which the queue is sorted.'),
});

const bulkResult = objectOf<ReturnType<typeof toBulkResult>>({
  ticketId: string('Id of the ticket.'),
  etag: nullable({ type: 'string', example: '"3"' }, "Value for `If-Match` on the ticket's own routes."),
  ticket: nullable(TICKET_SCHEMAS.TicketEssentials, 'New state of the ticket. Null if the action failed.'),
  problem: nullable(PROBLEM_SCHEMAS.Problem, 'Why the action failed. Null if it succeeded.'),
});

export const DESK_TICKET_SCHEMAS = defineSchemas({
  QueuePage: pageOf(queuedTicket),
  DeskTicket: objectOf<ReturnType<typeof toDeskTicket>>(
    {
      ...ticketFields,
      ...requesterFields,
      ...deskFields,
      messages: arrayOf(message, 'Messages and internal notes, oldest first by default.'),
      next: nextMessages,
    },
    'next',
  ),
  BulkResults: itemsOf(bulkResult),
});
