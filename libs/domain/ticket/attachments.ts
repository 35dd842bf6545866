import type { Attachment } from '@ledgerdesk/events';
import { addMillis, HOUR, type Instant, type Refusal, refuse } from '@ledgerdesk/kernel';

/** An uploaded file, and when the upload expires. */
export interface Upload {
  readonly attachment: Attachment;
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

/** Returns the attachments of a message, each file once. Refuses expired uploads: the file may be deleted. */
export const attachmentsOf = ({ at, uploads = [] }: Message): readonly Attachment[] | Refusal => {
  const expired = uploads.find(({ expiresAt }) => at > expiresAt);
  if (expired)
    return refuse(
      'invalid',
      'upload-expired',
      `${expired.attachment.name} was uploaded more than ${UPLOAD_HOURS} hours ago. Upload it again.`,
    );
  const byName = new Map(uploads.map(({ attachment }) => [`${attachment.sha256} ${attachment.name}`, attachment]));
  return [...byName.values()];
};
