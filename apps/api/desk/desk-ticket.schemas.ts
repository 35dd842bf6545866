import type { QueueCounts } from '@ledgerdesk/projections';
import { EXAMPLES } from '../platform/openapi/examples.js';
import { namedId } from '../platform/openapi/domain-schemas.js';
import { PROBLEM_SCHEMAS } from '../platform/openapi/problem.schemas.js';
import { defineSchemas } from '../platform/openapi/schema-registry.js';
import {
  arrayOf,
  boolean,
  dateTime,
  described,
  enumOf,
  integer,
  itemsOf,
  nullable,
  objectOf,
  string,
  twoWayPageOf,
  valueLike,
} from '../platform/openapi/schema.js';
import { author, message, nextMessages, TICKET_SCHEMAS, ticketFields } from '../tickets/ticket.schemas.js';
import { present } from './ticket-presence.schemas.js';
import type { toBulkResult } from './bulk-action.view.js';
import type { toDeskTicket, toQueueCounts, toQueuedTicket } from './desk-ticket.view.js';

const requesterFields = {
  teamId: string('Team of the requester.', 'acme'),
  requesterId: string('Member id of the requester.', 'aiko'),
  team: namedId('Team of the requester.', 'acme', 'Acme KK'),
  requester: namedId('The requester.', 'aiko', 'Aiko Sato'),
};

const deskFields = {
  holdReason: nullable(valueLike('Waiting for the vendor.'), 'Why the ticket is on hold.', null),
  closesAt: nullable(dateTime(), 'Instant at which the solved ticket closes automatically.', null),
};

const queuedTicket = objectOf<ReturnType<typeof toQueuedTicket>>({
  ...ticketFields,
  ...requesterFields,
  ...deskFields,
  clock: nullable(valueLike(1), '`clock` of `response`.'),
  dueAt: nullable(
    dateTime(undefined, EXAMPLES.dueAt),
    '`dueAt` of `response`, by which the queue is sorted by default.',
  ),
  breachedAt: nullable(dateTime(), '`breachedAt` of `response`.', null),
  messageCount: integer('Number of messages, internal notes included.', 3),
  lastMessage: described(
    'The last message, which may be an internal note.',
    objectOf<ReturnType<typeof toQueuedTicket>['lastMessage']>({
      author,
      audience: enumOf(['public', 'desk'], '`desk`: an internal note.'),
      at: dateTime('Instant at which it was written.'),
      excerpt: nullable(
        valueLike('It happens on two machines.'),
        'The first 200 characters of its text. Null once it is erased.',
      ),
    }),
  ),
});

const ticketCount = (what: string) => integer(`Number of tickets ${what}.`, 4);

const queueCounts = objectOf<ReturnType<typeof toQueueCounts>>({
  total: ticketCount('in all'),
  byStatus: described(
    'Numbers by status.',
    objectOf<QueueCounts['byStatus']>({
      open: ticketCount('that are open and not on hold'),
      'on-hold': ticketCount('on hold'),
      solved: ticketCount('that are solved'),
      closed: ticketCount('that are closed'),
    }),
  ),
  byState: described(
    'Numbers by state of the response.',
    objectOf<QueueCounts['byState']>({
      none: ticketCount('without a response clock'),
      running: ticketCount('whose clock runs'),
      paused: ticketCount('whose clock is paused'),
      met: ticketCount('that were answered in time'),
      late: ticketCount('that were answered too late'),
      unanswered: ticketCount('that were solved without an answer'),
      merged: ticketCount('whose response clock goes on in another ticket'),
    }),
  ),
  isComplete: boolean('False if there may be more: the numbers are of the first 1,000 tickets that were read.'),
});

const bulkResult = objectOf<ReturnType<typeof toBulkResult>>({
  ticketId: string('Id of the ticket.', EXAMPLES.ticketId),
  etag: nullable(valueLike(EXAMPLES.etag), "Value for `If-Match` on the ticket's own routes."),
  ticket: nullable(TICKET_SCHEMAS.TicketEssentials, 'New state of the ticket. Null if the action failed.'),
  problem: nullable(PROBLEM_SCHEMAS.Problem, 'Why the action failed. Null if it succeeded.', null),
});

export const DESK_TICKET_SCHEMAS = defineSchemas({
  QueuePage: twoWayPageOf(queuedTicket),
  QueueCounts: queueCounts,
  DeskTicket: objectOf<ReturnType<typeof toDeskTicket>>(
    {
      ...ticketFields,
      ...requesterFields,
      ...deskFields,
      present: nullable(present, 'Agents who have the ticket open now. Null with `asOf`: that has no past.'),
      messages: arrayOf(message, 'Messages and internal notes, oldest first by default.'),
      next: nextMessages,
    },
    'next',
  ),
  BulkResults: itemsOf(bulkResult),
});
