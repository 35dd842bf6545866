import { messageOf } from '@ledgerdesk/kernel';
import { Readable } from 'node:stream';
import { hashChunks } from './hash-chunks.js';
import type { AttachmentReader } from './port.js';

/** Contents up to this size are kept in memory between their check and their delivery; larger ones are read twice. */
const KEPT_BYTES = 1024 * 1024;

/** The stored bytes of an attachment are not those that were uploaded. */
class AttachmentDamaged extends Error {
  readonly code = 'attachment-damaged';

  constructor(sha256: string, found: string) {
    super(
      `The content stored as attachment ${sha256} is damaged: it has the hash ${found}. ` + 'Restore it from a backup.',
    );
  }
}

/**
 * Returns the content of an attachment after its hash has been checked, so that damaged bytes are never delivered.
 * Returns undefined if it is not stored.
 * @throws AttachmentDamaged
 */
export const getVerified = async (store: AttachmentReader, sha256: string): Promise<Readable | undefined> => {
  const content = await store.get(sha256);
  if (!content) return undefined;
  const hashed = hashChunks(content);
  const kept: Uint8Array[] = [];
  let bytes = 0;
  try {
    for await (const chunk of hashed.chunks) {
      bytes += chunk.length;
      if (bytes <= KEPT_BYTES) kept.push(chunk);
      else kept.length = 0;
    }
  } catch (error) {
    throw new Error(`The content of attachment ${sha256} cannot be read (${messageOf(error)}).`, { cause: error });
  }
  const found = hashed.storedFile();
  if (found.sha256 !== sha256) throw new AttachmentDamaged(sha256, found.sha256);
  return bytes <= KEPT_BYTES ? Readable.from(kept, { objectMode: false }) : store.get(sha256);
};
