import { CHUNK_BYTES, HEADER, sealChunk } from './sealed-format.js';
import { piecesOf } from './pieces.js';

/**
 * Seals a file while it is read. No more than two chunks are in memory.
 *
 * @example
 * const key = newFileKey();
 * await store.put(sealFile(content, key), at);
 */
export async function* sealFile(content: AsyncIterable<Uint8Array>, key: Uint8Array): AsyncGenerator<Uint8Array, void> {
  let chunk = 0;
  for await (const { bytes, isLast } of piecesOf(content, CHUNK_BYTES)) {
    if (chunk === 0) yield HEADER;
    yield sealChunk(key, chunk, isLast, bytes);
    chunk += 1;
  }
}
