import { fileTypeFromBuffer } from 'file-type/node';
import { TextDecoder } from 'node:util';
import { Problem } from '../platform/http/problem.js';

/** Content, and what it is. */
export interface TypedContent {
  readonly mediaType: string;
  readonly chunks: AsyncIterable<Uint8Array>;
}

/** So much of a file tells what it is. */
const HEAD_BYTES = 65_536;

const headOf = async (source: AsyncIterator<Uint8Array>): Promise<Buffer> => {
  const head: Uint8Array[] = [];
  for (let bytes = 0; bytes < HEAD_BYTES;) {
    const next = await source.next();
    if (next.done) break;
    head.push(next.value);
    bytes += next.value.length;
  }
  return Buffer.concat(head);
};

async function* rejoined(head: Uint8Array, source: AsyncIterator<Uint8Array>): AsyncIterable<Uint8Array> {
  yield head;
  yield* { [Symbol.asyncIterator]: () => source };
}

const notText = (): Problem =>
  new Problem(415, 'upload-type-refused', 'This is neither a file of a known kind nor a text in UTF-8.');

/** The text of a chunk; without one, what is left at the end. */
const decoded = (utf8: TextDecoder, chunk?: Uint8Array): string => {
  try {
    return utf8.decode(chunk, { stream: chunk !== undefined });
  } catch {
    throw notText();
  }
};

async function* asText(chunks: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  const utf8 = new TextDecoder('utf-8', { fatal: true });
  for await (const chunk of chunks) {
    if (decoded(utf8, chunk).includes('\0')) throw notText();
    yield chunk;
  }
  decoded(utf8);
}

/**
 * What content is by its first bytes, whatever is said of it; a text, which has no such marks, is what it is said to be.
 * What follows of a text is looked at as it passes: it breaks off with a Problem where it is none.
 */
export const typedContent = async (source: AsyncIterable<Uint8Array>, declared: string): Promise<TypedContent> => {
  const chunks = source[Symbol.asyncIterator]();
  const head = await headOf(chunks);
  const known = await fileTypeFromBuffer(head);
  if (known) return { mediaType: known.mime, chunks: rejoined(head, chunks) };
  return { mediaType: declared.startsWith('text/') ? declared : 'text/plain', chunks: asText(rejoined(head, chunks)) };
};
