import type { Attachment, LoggedEvent } from '@ledgerdesk/events';
import { attachmentKey, attachmentKeys } from '../attachment-key.js';
import { defineProjection } from '../define-projection.js';

/** A file of a ticket. A file of both public messages and internal notes is that of the first public message. */
export type TicketAttachmentRow = Readonly<Attachment> & {
  readonly ticketId: string;
  readonly teamId: string;
  readonly requesterId: string;
  readonly audience: 'public' | 'desk';
  /** Revision of the event that attached it, in the stream of the ticket: that event says where the file is stored. */
  readonly revision: number;
};

type PublicMessage = LoggedEvent<'TicketOpened' | 'TicketReplied' | 'TicketAnswered'>;
type Row = TicketAttachmentRow | undefined;

const attached = (
  { data, revision }: PublicMessage | LoggedEvent<'InternalNoteAdded'>,
  key: string,
  audience: TicketAttachmentRow['audience'],
): Row => {
  const { ticketId, teamId, requesterId } = data;
  const file = data.attachments.find(({ sha256 }: Attachment) => attachmentKey(ticketId, sha256) === key);
  return file && { ...file, ticketId, teamId, requesterId, audience, revision };
};

const publiclyAttached = (row: Row, event: PublicMessage, key: string): Row =>
  row?.audience === 'public' ? row : attached(event, key, 'public');

const noted = (row: Row, event: LoggedEvent<'InternalNoteAdded'>, key: string): Row =>
  row ?? attached(event, key, 'desk');

/** The files of each ticket, one row for each content. An erased ticket has none. */
export const ticketAttachments = defineProjection({
  name: 'ticket-attachments',
  version: 3,
  table: { columns: {}, indexes: [], personal: ['sha256', 'name', 'mediaType'] },
  keysOf: (event: PublicMessage | LoggedEvent<'InternalNoteAdded' | 'TicketErased'>) =>
    event.type === 'TicketErased' ? [] : attachmentKeys(event.data.ticketId, event.data.attachments),
  groupOf: ({ type, data }: PublicMessage | LoggedEvent<'InternalNoteAdded' | 'TicketErased'>) =>
    type === 'TicketErased' ? data.ticketId : undefined,
  on: {
    TicketOpened: publiclyAttached,
    TicketReplied: publiclyAttached,
    TicketAnswered: publiclyAttached,
    InternalNoteAdded: noted,
    TicketErased: (): Row => undefined,
  },
});
