import type { Attachment, LoggedEvent } from '@ledgerdesk/events';
import type { Instant } from '@ledgerdesk/kernel';
import { defineProjection } from '../define-projection.js';
import { sortablePosition } from '../sortable-position.js';

/** One message of a ticket. Rows with the audience `desk` are for agents only; requesters' queries never read them. */
export type MessageRow = {
  readonly ticketId: string;
  readonly teamId: string;
  readonly requesterId: string;
  readonly audience: 'public' | 'desk';
  readonly author: { readonly kind: 'member' | 'agent'; readonly id: string };
  readonly body: string;
  readonly attachments: readonly Readonly<Attachment>[];
  readonly at: Instant;
  /** Position of the message in the log, padded so that it sorts as text. Unlike revisions, it reveals no note. */
  readonly position: string;
};

type RequesterMessage = LoggedEvent<'TicketOpened' | 'TicketReplied'>;
type AgentMessage = LoggedEvent<'TicketAnswered' | 'InternalNoteAdded'>;
type Row = MessageRow | undefined;

/** Digits of a revision in a key, so that key order is message order. Tickets have at most 5,000 events. */
const DIGITS = 8;

const message = (
  event: RequesterMessage | AgentMessage,
  author: MessageRow['author'],
  audience: MessageRow['audience'],
): MessageRow => {
  const { ticketId, teamId, requesterId, body, attachments } = event.data;
  const position = sortablePosition(event.position);
  return { ticketId, teamId, requesterId, audience, author, body, attachments, at: event.occurredAt, position };
};

const requesterMessage = (_row: Row, event: RequesterMessage): Row =>
  message(event, { kind: 'member', id: event.data.requesterId }, 'public');

/** An answer from a chat has the time at which it was written there. */
const agentAnswer = (_row: Row, event: LoggedEvent<'TicketAnswered'>): Row => ({
  ...message(event, { kind: 'agent', id: event.data.agentId }, 'public'),
  at: event.data.writtenAt ?? event.occurredAt,
});

const internalNote = (_row: Row, event: LoggedEvent<'InternalNoteAdded'>): Row =>
  message(event, { kind: 'agent', id: event.data.agentId }, 'desk');

const erased = (row: Row): Row => row && { ...row, body: '', attachments: [] };

/** The messages of each ticket, one row per message. Erased ones keep their row: body and files are empty. */
export const ticketThread = defineProjection({
  name: 'ticket-thread',
  version: 5,
  table: {
    columns: { ticketId: 'text', teamId: 'text', requesterId: 'text', audience: 'text', position: 'text' },
    indexes: [
      ['ticketId', 'position'],
      ['ticketId', 'audience', 'position'],
    ],
    personal: ['body', 'attachments'],
  },
  keysOf: ({ type, data, revision }) =>
    type === 'TicketErased' ? [] : [`${data.ticketId}/${String(revision).padStart(DIGITS, '0')}`],
  groupOf: ({ type, data }) => (type === 'TicketErased' ? data.ticketId : undefined),
  on: {
    TicketOpened: requesterMessage,
    TicketReplied: requesterMessage,
    TicketAnswered: agentAnswer,
    InternalNoteAdded: internalNote,
    TicketErased: erased,
  },
});
