import { Readable } from 'node:stream';
import type { Instant } from '@ledgerdesk/kernel';
import { hashChunks } from './hash-chunks.js';
import type { AttachmentReader, AttachmentStore, StoredFile } from './port.js';
import { getVerified } from './verified.js';
import { newFileKey, SealedFileDamaged } from './sealed-format.js';
import { openFile } from './open-file.js';
import { sealFile } from './seal-file.js';

/** Hash and size of the content of a file; the file as it is stored, and the key that opens it. */
export interface SealedContent extends StoredFile {
  readonly file: StoredFile;
  readonly key: Buffer;
}

/** Seals a file under a new key and stores it, durably, dated `at`. Rejects as `put` of the store does. */
export const putSealed = async (
  store: AttachmentStore,
  content: AsyncIterable<Uint8Array>,
  at: Instant,
): Promise<SealedContent> => {
  const key = newFileKey();
  const hashed = hashChunks(content);
  const file = await store.put(sealFile(hashed.chunks, key), at);
  return { ...hashed.storedFile(), file, key };
};

/** The content, without its last chunk until its hash is checked: what is damaged is not received as a whole. */
async function* withHash(content: AsyncIterable<Uint8Array>, sha256: string): AsyncGenerator<Uint8Array, void> {
  const hashed = hashChunks(content);
  let last: Uint8Array | undefined;
  for await (const chunk of hashed.chunks) {
    if (last) yield last;
    last = chunk;
  }
  if (hashed.storedFile().sha256 !== sha256) throw new SealedFileDamaged('its content has another hash');
  if (last) yield last;
}

/** A sealed file as a message refers to it. */
export interface SealedReference {
  /** SHA-256 of the content. */
  readonly sha256: string;
  /** SHA-256 of the sealed bytes, under which the file is stored. */
  readonly storedAs: string;
  readonly key: Uint8Array;
}

/** The stream, once its first chunk is read: what does not open at all rejects. */
const started = async (content: AsyncGenerator<Uint8Array, void>): Promise<Readable> => {
  const first = await content.next();
  async function* chunks(): AsyncGenerator<Uint8Array, void> {
    try {
      if (first.done === true) return;
      yield first.value;
      yield* content;
    } finally {
      await content.return();
    }
  }
  return Readable.from(chunks(), { objectMode: false });
};

/**
 * Returns the content of a sealed file. The stored bytes are checked before the first chunk, each chunk before it is
 * passed on, and the hash of the content before the last chunk. Returns undefined if the file is not stored.
 * @throws AttachmentDamaged, SealedFileDamaged
 */
export const getOpened = async (
  store: AttachmentReader,
  { sha256, storedAs, key }: SealedReference,
): Promise<Readable | undefined> => {
  const sealed = await getVerified(store, storedAs);
  return sealed && started(withHash(openFile(sealed, key), sha256));
};
