import { CHUNK_BYTES, HEADER, openChunk, SealedFileDamaged, TAG_BYTES } from './sealed-format.js';
import { piecesOf } from './pieces.js';

/** The content behind the header. */
async function* withoutHeader(sealed: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void> {
  let header: Uint8Array | undefined = Buffer.alloc(0);
  for await (const chunk of sealed) {
    if (!header) {
      yield chunk;
      continue;
    }
    const read = Buffer.concat([header, chunk]);
    header = read.length < HEADER.length ? read : undefined;
    if (header) continue;
    if (!read.subarray(0, HEADER.length).equals(HEADER)) throw new SealedFileDamaged('it has another format');
    yield read.subarray(HEADER.length);
  }
  if (header) throw new SealedFileDamaged('it is cut');
}

/**
 * Opens a sealed file while it is read: each chunk is checked before it is passed on.
 * @throws SealedFileDamaged in place of the first chunk that does not open, and at the end if the file is cut
 */
export async function* openFile(sealed: AsyncIterable<Uint8Array>, key: Uint8Array): AsyncGenerator<Uint8Array, void> {
  let chunk = 0;
  for await (const { bytes, isLast } of piecesOf(withoutHeader(sealed), CHUNK_BYTES + TAG_BYTES)) {
    const plain = openChunk(key, chunk, isLast, bytes);
    // Only an empty file has an empty chunk.
    if (plain.length === 0 && chunk > 0) throw new SealedFileDamaged('it goes on behind its end');
    if (plain.length > 0) yield plain;
    chunk += 1;
  }
}
