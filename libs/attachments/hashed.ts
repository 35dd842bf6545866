import { createHash } from 'node:crypto';
import type { KeptContent } from './port.js';

/** Content on its way, and what is known of it once it has passed. */
export interface HashedContent {
  readonly chunks: AsyncIterable<Uint8Array>;
  kept(): KeptContent;
}

/** Hashes content while it passes, so that nobody has to hold or to read it twice. */
export const hashed = (content: AsyncIterable<Uint8Array>): HashedContent => {
  const hash = createHash('sha256');
  let bytes = 0;
  async function* passing(): AsyncIterable<Uint8Array> {
    for await (const chunk of content) {
      hash.update(chunk);
      bytes += chunk.length;
      yield chunk;
    }
  }
  return { chunks: passing(), kept: () => ({ sha256: hash.digest('hex'), bytes }) };
};
