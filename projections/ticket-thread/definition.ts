import type { Attachment } from '@ledgerdesk/events';
import type { Instant } from '@ledgerdesk/kernel';
import { defineProjection, type Logged } from '../define.js';

/** One message of a ticket. `desk` is for agents only: a requester's query never reads such a row. */
export type MessageRow = {
  readonly ticketId: string;
  readonly teamId: string;
  readonly requesterId: string;
  readonly audience: 'public' | 'desk';
  readonly author: { readonly kind: 'member' | 'agent'; readonly id: string };
  readonly body: string;
  readonly attachments: readonly Readonly<Attachment>[];
  readonly at: Instant;
};

type FromRequester = Logged<'TicketOpened' | 'TicketReplied'>;
type FromDesk = Logged<'TicketAnswered' | 'InternalNoteAdded'>;
type Row = MessageRow | undefined;

/** A ticket's revisions go to 5,000 (DESIGN: sizes), so that eight digits keep messages in order as text. */
const DIGITS = 8;

const message = (
  event: FromRequester | FromDesk,
  author: MessageRow['author'],
  audience: MessageRow['audience'],
): MessageRow => {
  const { ticketId, teamId, requesterId, body, attachments } = event.data;
  return { ticketId, teamId, requesterId, audience, author, body, attachments, at: event.occurredAt };
};

const asked = (_row: Row, event: FromRequester): Row =>
  message(event, { kind: 'member', id: event.data.requesterId }, 'public');

const answered = (_row: Row, event: Logged<'TicketAnswered'>): Row =>
  message(event, { kind: 'agent', id: event.data.agentId }, 'public');

const noted = (_row: Row, event: Logged<'InternalNoteAdded'>): Row =>
  message(event, { kind: 'agent', id: event.data.agentId }, 'desk');

/** What was said on each ticket, a row for each message. */
export const ticketThread = defineProjection({
  name: 'ticket-thread',
  version: 2,
  table: {
    columns: { ticketId: 'text', teamId: 'text', requesterId: 'text', audience: 'text' },
    indexes: [['ticketId']],
  },
  keysOf: ({ data, revision }) => [`${data.ticketId}/${String(revision).padStart(DIGITS, '0')}`],
  on: { TicketOpened: asked, TicketReplied: asked, TicketAnswered: answered, InternalNoteAdded: noted },
});
