import type { Attachment } from '@ledgerdesk/events';
import { type Instant, instantOf, millisOf, type Refusal, refuse } from '@ledgerdesk/kernel';

/** A file that was uploaded to go with a message, and until when it can. */
export interface Upload {
  readonly attachment: Attachment;
  readonly expiresAt: Instant;
}

/** A message on its way, with what goes with it. */
interface Message {
  readonly at: Instant;
  readonly uploads?: readonly Upload[];
}

const DAY_MS = 86_400_000;

/** Until when a file uploaded at an instant can be attached: a day. What is never attached is forgotten some time after. */
export const uploadExpiry = (at: Instant): Instant => instantOf(millisOf(at) + DAY_MS);

/** What a message carries, each file once. Refuses what was uploaded too long ago: it may not be kept any more. */
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
