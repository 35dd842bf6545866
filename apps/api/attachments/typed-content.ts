import { fileTypeFromBuffer } from 'file-type/node';
import { TextDecoder } from 'node:util';
import { Problem } from '../platform/http/problem.js';

/** Content with its detected media type. */
export interface TypedContent {
  readonly mediaType: string;
  readonly chunks: AsyncIterable<Uint8Array>;
}

/** Bytes that the detection reads. */
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

async function* joined(head: Uint8Array, source: AsyncIterator<Uint8Array>): AsyncIterable<Uint8Array> {
  yield head;
  yield* { [Symbol.asyncIterator]: () => source };
}

const notText = (): Problem =>
  new Problem(415, 'upload-type-refused', 'The file type is unknown, and the content is not UTF-8 text.');

/** Decodes a chunk. Without one, flushes the decoder. */
const decode = (utf8: TextDecoder, chunk?: Uint8Array): string => {
  try {
    return utf8.decode(chunk, { stream: chunk !== undefined });
  } catch {
    throw notText();
  }
};

async function* checkedText(chunks: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  const utf8 = new TextDecoder('utf-8', { fatal: true });
  for await (const chunk of chunks) {
    if (decode(utf8, chunk).includes('\0')) throw notText();
    yield chunk;
  }
  decode(utf8);
}

/**
 * Detects the media type by the first bytes. Text has no signature: the declared text type is kept, and the chunks
 * throw Problem if they are not UTF-8 text.
 */
export const typedContent = async (source: AsyncIterable<Uint8Array>, declaredType: string): Promise<TypedContent> => {
  const chunks = source[Symbol.asyncIterator]();
  const head = await headOf(chunks);
  const known = await fileTypeFromBuffer(head);
  if (known) return { mediaType: known.mime, chunks: joined(head, chunks) };
  return {
    mediaType: declaredType.startsWith('text/') ? declaredType : 'text/plain',
    chunks: checkedText(joined(head, chunks)),
  };
};
