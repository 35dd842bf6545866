import type { Attachment, MessageFiles, SealedFile } from '@ledgerdesk/events';
import { addMillis, HOUR, type Instant, type Refusal, refuse } from '@ledgerdesk/kernel';

/** An uploaded file, and when the upload expires. */
export interface Upload {
  readonly attachment: Attachment;
  /** The file as it is stored, and its key in base64url. Absent for one that an earlier version stored. */
  readonly sealed?: { readonly file: SealedFile; readonly key: string };
  readonly expiresAt: Instant;
}

/** A message to be recorded, with its uploads. */
interface Message {
  readonly at: Instant;
  readonly uploads?: readonly Upload[];
}

/** How long an upload can be attached. A file that is not attached is deleted within 24 hours. */
export const UPLOAD_HOURS = 22;

/** Returns when an upload at `at` expires. */
export const uploadExpiry = (at: Instant): Instant => addMillis(at, UPLOAD_HOURS * HOUR);

/** The files of a message without any. */
export const NO_FILES: MessageFiles = { attachments: [], files: [], fileKeys: [] };

/** Returns the files of a message, each once. Refuses expired uploads: the file may be deleted. */
export const filesOf = ({ at, uploads = [] }: Message): MessageFiles | Refusal => {
  const expired = uploads.find(({ expiresAt }) => at > expiresAt);
  if (expired)
    return refuse(
      'invalid',
      'upload-expired',
      `${expired.attachment.name} was uploaded more than ${UPLOAD_HOURS} hours ago. Upload it again.`,
    );
  const byName = new Map(uploads.map((upload) => [`${upload.attachment.sha256} ${upload.attachment.name}`, upload]));
  const files = [...byName.values()];
  return {
    attachments: files.map(({ attachment }) => attachment),
    files: files.map(({ sealed }) => sealed?.file ?? null),
    fileKeys: files.map(({ sealed }) => sealed?.key ?? null),
  };
};
