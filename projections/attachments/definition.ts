import type { Attachment } from '@ledgerdesk/events';
import type { Instant } from '@ledgerdesk/kernel';
import { defineProjection, type Logged } from '../define.js';

/** Content that some message carries. */
export type AttachedRow = {
  readonly sha256: string;
  readonly bytes: number;
  /** When it was attached first. */
  readonly attachedAt: Instant;
};

type Carrying = Logged<'TicketOpened' | 'TicketReplied' | 'TicketAnswered' | 'InternalNoteAdded'>;

const attached = (
  row: AttachedRow | undefined,
  { data, occurredAt }: Carrying,
  key: string,
): AttachedRow | undefined => {
  const found = data.attachments.find(({ sha256 }: Attachment) => sha256 === key);
  return row ?? (found && { sha256: key, bytes: found.bytes, attachedAt: occurredAt });
};

/** Which contents the log names, each once: what is kept beside it and not named here can go. */
export const attachments = defineProjection({
  name: 'attachments',
  version: 1,
  table: { columns: {}, indexes: [] },
  keysOf: ({ data }: Carrying) => [...new Set(data.attachments.map(({ sha256 }) => sha256))],
  on: { TicketOpened: attached, TicketReplied: attached, TicketAnswered: attached, InternalNoteAdded: attached },
});
