import { createHash } from 'node:crypto';
import type { StoredFile } from './port.js';

/** Content on its way, and what is known of it once it has passed. */
export interface HashedChunks {
  readonly chunks: AsyncIterable<Uint8Array>;
  storedFile(): StoredFile;
}

/** Hashes content while it passes, so that nobody has to hold or to read it twice. */
export const hashChunks = (content: AsyncIterable<Uint8Array>): HashedChunks => {
  const hash = createHash('sha256');
  let bytes = 0;
  async function* passing(): AsyncIterable<Uint8Array> {
    for await (const chunk of content) {
      hash.update(chunk);
      bytes += chunk.length;
      yield chunk;
    }
  }
  return { chunks: passing(), storedFile: () => ({ sha256: hash.digest('hex'), bytes }) };
};
