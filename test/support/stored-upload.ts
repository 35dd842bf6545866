import { getOpened, type AttachmentReader } from '@ledgerdesk/attachments';
import { text } from 'node:stream/consumers';
import { matching, sealedPayload } from '../../libs/application/signed-token.js';

/** What an `uploadId` says about a stored file. */
interface StoredUpload {
  readonly attachment: { readonly sha256: string };
  readonly sealed: { readonly file: { readonly sha256: string }; readonly key: string };
}

const isStoredUpload = matching<StoredUpload>({ type: 'object', required: ['attachment', 'sealed'] });

/** What is in an `uploadId`. Throws unless it was made with this key. */
export const uploadIn = async (uploadId: string, quoteKey: Uint8Array): Promise<StoredUpload> => {
  const upload = await sealedPayload(uploadId, quoteKey, isStoredUpload, 'upload');
  if (!upload) throw new Error('This is no uploadId, or it was made with another key.');
  return upload;
};

/** The text of an uploaded file, whether or not it is attached. Undefined if it is not stored. */
export const textOfUpload = async (
  store: AttachmentReader,
  uploadId: string,
  quoteKey: Uint8Array,
): Promise<string | undefined> => {
  const { attachment, sealed } = await uploadIn(uploadId, quoteKey);
  const content = await getOpened(store, {
    sha256: attachment.sha256,
    storedAs: sealed.file.sha256,
    key: Buffer.from(sealed.key, 'base64url'),
  });
  return content && text(content);
};
