import type { MessageFiles } from './ticket.js';
import type { Attachment, SealedFile } from './value-types.js';

/** Types of events that record a message on a ticket, which may have files. */
export const MESSAGE_TYPES = ['TicketOpened', 'TicketReplied', 'TicketAnswered', 'InternalNoteAdded'] as const;

/** A file of a message, and how it is stored. */
export interface AttachedFile {
  readonly attachment: Attachment;
  /** The name under which it is stored. */
  readonly storedAs: string;
  /** Its key in base64url; null if it is not sealed. */
  readonly key: string | null;
}

/**
 * The files of a message as they are stored, in the order of its attachments. Those that are sealed stay known when the
 * message is erased, the others do not.
 */
export const storedFilesOf = ({ attachments, files }: MessageFiles): readonly SealedFile[] =>
  files.flatMap((sealed, index) => sealed ?? attachments[index] ?? []).map(({ sha256, bytes }) => ({ sha256, bytes }));

/** The files of a message. None if it is erased. */
export const attachedFilesOf = ({ attachments, files, fileKeys }: MessageFiles): readonly AttachedFile[] =>
  attachments.map((attachment, index) => ({
    attachment,
    storedAs: files[index]?.sha256 ?? attachment.sha256,
    key: fileKeys[index] ?? null,
  }));
