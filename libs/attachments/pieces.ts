/** A piece of a stream, and whether it is the last one. */
export interface Piece {
  readonly bytes: Buffer;
  readonly isLast: boolean;
}

/** Splits a stream into pieces of `size` bytes. The last one has 1 to `size`, or none if the stream is empty. */
export async function* piecesOf(content: AsyncIterable<Uint8Array>, size: number): AsyncGenerator<Piece, void> {
  let waiting: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of content) {
    waiting.push(chunk);
    bytes += chunk.length;
    // A full piece waits for a byte behind it: only then it is not the last one.
    if (bytes <= size) continue;
    let all = Buffer.concat(waiting);
    for (; all.length > size; all = all.subarray(size)) yield { bytes: all.subarray(0, size), isLast: false };
    waiting = [all];
    bytes = all.length;
  }
  yield { bytes: Buffer.concat(waiting), isLast: true };
}
