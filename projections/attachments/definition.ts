import type { Attachment, LoggedEvent } from '@ledgerdesk/events';
import type { Instant } from '@ledgerdesk/kernel';
import { defineProjection } from '../define-projection.js';

/** Content that at least one message has attached. */
export type AttachmentRow = {
  readonly sha256: string;
  readonly bytes: number;
  /** When it was first attached. */
  readonly attachedAt: Instant;
};

type MessageEvent = LoggedEvent<'TicketOpened' | 'TicketReplied' | 'TicketAnswered' | 'InternalNoteAdded'>;

const attached = (
  row: AttachmentRow | undefined,
  { data, occurredAt }: MessageEvent,
  key: string,
): AttachmentRow | undefined => {
  const found = data.attachments.find(({ sha256 }: Attachment) => sha256 === key);
  return row ?? (found && { sha256: key, bytes: found.bytes, attachedAt: occurredAt });
};

/** The contents that the log refers to, one row each. Stored content without a row may be deleted. */
export const attachments = defineProjection({
  name: 'attachments',
  version: 1,
  table: { columns: {}, indexes: [], personal: ['sha256'] },
  keysOf: ({ data }: MessageEvent) => [...new Set(data.attachments.map(({ sha256 }) => sha256))],
  on: { TicketOpened: attached, TicketReplied: attached, TicketAnswered: attached, InternalNoteAdded: attached },
});
