import { type LoggedEvent, storedFilesOf } from '@ledgerdesk/events';
import type { Instant } from '@ledgerdesk/kernel';
import { defineProjection } from '../define-projection.js';
import { attachmentKey, attachmentKeys } from '../attachment-key.js';

/** A stored file that at least one message of a ticket has attached. */
export type AttachmentRow = {
  readonly ticketId: string;
  /** The hash of the stored bytes, under which the file is stored. */
  readonly sha256: string;
  /** Size of the stored bytes. */
  readonly bytes: number;
  /** When it was first attached to the ticket. */
  readonly attachedAt: Instant;
};

type ErasedEvent = LoggedEvent<'TicketErased'>;
type MessageEvent = LoggedEvent<'TicketOpened' | 'TicketReplied' | 'TicketAnswered' | 'InternalNoteAdded'>;

const attached = (
  row: AttachmentRow | undefined,
  { data, occurredAt }: MessageEvent,
  key: string,
): AttachmentRow | undefined => {
  const { ticketId } = data;
  const found = storedFilesOf(data).find(({ sha256 }) => attachmentKey(ticketId, sha256) === key);
  return row ?? (found && { ticketId, ...found, attachedAt: occurredAt });
};

/**
 * The stored files that the log refers to, one row for each ticket with them. A file without a row may be deleted.
 */
export const attachments = defineProjection({
  name: 'attachments',
  version: 4,
  table: { columns: { sha256: 'text' }, indexes: [['sha256', 'key']] },
  keysOf: (event: MessageEvent | ErasedEvent) =>
    event.type === 'TicketErased' ? [] : attachmentKeys(event.data.ticketId, storedFilesOf(event.data)),
  groupOf: ({ type, data }: MessageEvent | ErasedEvent) => (type === 'TicketErased' ? data.ticketId : undefined),
  on: {
    TicketOpened: attached,
    TicketReplied: attached,
    TicketAnswered: attached,
    InternalNoteAdded: attached,
    TicketErased: () => undefined,
  },
});
