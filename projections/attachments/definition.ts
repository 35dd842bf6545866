import type { Attachment, LoggedEvent } from '@ledgerdesk/events';
import type { Instant } from '@ledgerdesk/kernel';
import { defineProjection } from '../define-projection.js';
import { attachmentKey, attachmentKeys } from '../attachment-key.js';

/** Content that at least one message of a ticket has attached. */
export type AttachmentRow = {
  readonly ticketId: string;
  readonly sha256: string;
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
  const { ticketId, attachments: files } = data;
  const found = files.find(({ sha256 }: Attachment) => attachmentKey(ticketId, sha256) === key);
  return row ?? (found && { ticketId, sha256: found.sha256, bytes: found.bytes, attachedAt: occurredAt });
};

/**
 * The contents that the log refers to, one row for each ticket with them. Stored content without a row may be deleted.
 */
export const attachments = defineProjection({
  name: 'attachments',
  version: 2,
  table: { columns: { sha256: 'text' }, indexes: [['sha256']], personal: ['sha256'] },
  keysOf: (event: MessageEvent | ErasedEvent) =>
    event.type === 'TicketErased' ? [] : attachmentKeys(event.data.ticketId, event.data.attachments),
  groupOf: ({ type, data }: MessageEvent | ErasedEvent) => (type === 'TicketErased' ? data.ticketId : undefined),
  on: {
    TicketOpened: attached,
    TicketReplied: attached,
    TicketAnswered: attached,
    InternalNoteAdded: attached,
    TicketErased: () => undefined,
  },
});
