import {
  type Attachment,
  LIVE_CHANNELS,
  type LiveRequest,
  RESPONSE_STATES,
  type TicketResponse,
} from '@ledgerdesk/events';
import type { NamedAuthor } from '@ledgerdesk/projections';
import { attachmentFields } from '../attachments/upload.schemas.js';
import { EXAMPLES } from '../platform/openapi/examples.js';
import { entitlement, namedId, servedLanguage } from '../platform/openapi/domain-schemas.js';
import { defineSchemas } from '../platform/openapi/schema-registry.js';
import {
  arrayOf,
  boolean,
  dateTime,
  described,
  enumOf,
  nullable,
  objectOf,
  pageOf,
  string,
  twoWayPageOf,
  valueLike,
} from '../platform/openapi/schema.js';
import type { toMessage, toThread, toTicketEssentials, toTicketListItem } from './ticket.view.js';

export const ticketStatus = enumOf(['open', 'on-hold', 'solved', 'closed'], 'Status of the ticket.');

const ticketResponse = objectOf<TicketResponse>({
  state: enumOf(
    RESPONSE_STATES,
    '`none`: no response clock has started. `running`: an answer is due, also after a breach. `met`, `late`: ' +
      'answered in time, too late. `unanswered`: solved without an answer. `merged`: the response clock of ' +
      'another ticket counts instead; `breachedAt` tells whether this one was missed before.',
    'running',
  ),
  clock: nullable(valueLike(1), 'Number of the latest response clock. Null if none has started.'),
  startedAt: nullable(dateTime(), 'Instant at which the clock started.'),
  riskAt: nullable(
    dateTime(undefined, '2026-11-27T10:30:00.000Z'),
    'Instant at which the response is at risk. Null unless the clock runs.',
  ),
  dueAt: nullable(
    dateTime(undefined, EXAMPLES.dueAt),
    'Instant by which a response is due. Null unless the clock runs.',
  ),
  breachedAt: nullable(dateTime(), 'Instant at which the response target was missed.', null),
  answeredAt: nullable(
    dateTime(),
    'Instant of the first answer to the clock, or to the ticket if it has no clock.',
    null,
  ),
});

const liveRequest = objectOf<LiveRequest>({
  channel: enumOf(LIVE_CHANNELS, 'Live channel.'),
  requestId: string('Id of the chat or callback.', EXAMPLES.chatId),
});

const merges = {
  mergedInto: nullable(valueLike(EXAMPLES.otherTicketId), 'Id of the ticket into which this one was merged.', null),
  mergedFrom: arrayOf(valueLike(EXAMPLES.otherTicketId), 'Ids of the tickets that were merged into this one.', []),
};

/** Properties of a ticket in a list. */
export const ticketFields = {
  ticketId: string('Id of the ticket.', EXAMPLES.ticketId),
  product: string('Product that the ticket is about.', 'dropbox'),
  issueType: string('Issue type from the taxonomy.', 'sync_upload'),
  subject: nullable(valueLike('Sync has stopped'), 'Subject. Null once it is erased.'),
  erased: boolean('Whether the texts and files of the ticket are erased with its requester.', false),
  status: ticketStatus,
  language: string("Requester's language (BCP 47).", 'en'),
  servedLanguage,
  openedAt: dateTime('Instant at which the ticket was opened.'),
  updatedAt: dateTime('Instant of the last change.'),
  entitlement: nullable(entitlement, 'Entitlement that sets the response target. Null for standard support.'),
  response: described('Latest response clock.', ticketResponse),
  assignedTo: nullable(valueLike('kenji'), 'Id of the assigned agent.'),
  assignee: nullable(
    namedId('The assigned agent.', 'kenji', 'Kenji Mori'),
    'The assigned agent. Null if there is none.',
  ),
  followUpOf: nullable(valueLike(EXAMPLES.otherTicketId), 'Id of the ticket that this one follows up.', null),
  ...merges,
  cameOf: nullable(liveRequest, 'Chat or callback that the ticket was created from.', null),
};

export const author = described(
  'Author of the message.',
  objectOf<NamedAuthor>({
    kind: enumOf(['member', 'agent'], 'Kind of author.'),
    id: string('Member id or agent id.', 'aiko'),
    name: nullable(valueLike('Aiko Sato'), 'Name of the author. Null if none is recorded.'),
  }),
);

export const message = objectOf<ReturnType<typeof toMessage>>({
  author,
  body: nullable(valueLike('Sync stopped this morning.'), 'Text of the message. Null once it is erased.'),
  erased: boolean('Whether text and files are erased.', false),
  attachments: arrayOf(objectOf<Attachment>(attachmentFields), 'Attached files.'),
  at: dateTime('Instant at which the message was sent.'),
  audience: enumOf(['public', 'desk'], '`desk`: an internal note.'),
});

/** Cursor of the next page of messages in a ticket. */
export const nextMessages = string('Cursor of the next page of messages. Absent on the last page.', EXAMPLES.cursor);

export const TICKET_SCHEMAS = defineSchemas({
  TicketEssentials: objectOf<ReturnType<typeof toTicketEssentials>>({
    ticketId: string('Id of the ticket.', EXAMPLES.ticketId),
    erased: boolean('Whether the texts and files of the ticket are erased with its requester.', false),
    status: ticketStatus,
    product: string('Product that the ticket is about.', 'dropbox'),
    issueType: string('Issue type from the taxonomy.', 'sync_upload'),
    openedAt: dateTime('Instant at which the ticket was opened.'),
    responseDueAt: nullable(
      dateTime(undefined, EXAMPLES.dueAt),
      'Instant by which a response is due. Null while no response clock runs.',
    ),
    response: described('Latest response clock.', ticketResponse),
    servedLanguage,
    entitlement: nullable(entitlement, 'Entitlement that sets the response target. Null for standard support.'),
    assignedTo: nullable(valueLike('kenji'), 'Id of the assigned agent.'),
    ...merges,
  }),
  TicketPage: twoWayPageOf(objectOf<ReturnType<typeof toTicketListItem>>(ticketFields)),
  TicketWithMessages: objectOf<ReturnType<typeof toTicketListItem> & ReturnType<typeof toThread>>(
    { ...ticketFields, messages: arrayOf(message, 'Public messages, oldest first by default.'), next: nextMessages },
    'next',
  ),
  Messages: pageOf(message),
});
