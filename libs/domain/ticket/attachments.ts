import type { Attachment } from '@ledgerdesk/events';
import { addMillis, DAY, type Instant, type Refusal, refuse } from '@ledgerdesk/kernel';

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

/** Returns when an upload at `at` expires: after one day. Files that are not attached are deleted later. */
export const uploadExpiry = (at: Instant): Instant => addMillis(at, DAY);

/** Returns the attachments of a message, each file once. Refuses expired uploads: the file may be deleted. */
export const attachmentsOf = ({ at, uploads = [] }: Message): readonly Attachment[] | Refusal => {
  const expired = uploads.find(({ expiresAt }) => at > expiresAt);
  if (expired)
    return refuse(
      'invalid',
      'upload-expired',
      `${expired.attachment.name} was uploaded more than a day ago. Upload it again.`,
    );
  const byName = new Map(uploads.map(({ attachment }) => [`${attachment.sha256} ${attachment.name}`, attachment]));
  return [...byName.values()];
};
