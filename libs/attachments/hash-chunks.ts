import { createHash } from 'node:crypto';
import type { StoredFile } from './port.js';

/** A stream of chunks that is hashed while it is read. */
export interface HashedChunks {
  readonly chunks: AsyncIterable<Uint8Array>;
  /** Hash and size of the content. Call once, after `chunks` has been read. */
  storedFile(): StoredFile;
}

/** Hashes content while it is read, without buffering it. */
export const hashChunks = (content: AsyncIterable<Uint8Array>): HashedChunks => {
  const hash = createHash('sha256');
  let bytes = 0;
  async function* chunks(): AsyncIterable<Uint8Array> {
    for await (const chunk of content) {
      hash.update(chunk);
      bytes += chunk.length;
      yield chunk;
    }
  }
  return { chunks: chunks(), storedFile: () => ({ sha256: hash.digest('hex'), bytes }) };
};
