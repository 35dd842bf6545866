import type { FastifyRequest } from 'fastify';
import { Problem } from '../platform/http/problem.js';

/** An incoming file of a multipart request. */
export interface FilePart {
  readonly name: string;
  /** Media type declared by the sender. */
  readonly declaredType: string;
  /** Throws Problem if the file is empty or too large. */
  readonly chunks: AsyncIterable<Uint8Array>;
}

const MAX_NAME_BYTES = 255;
/** Control characters, lone surrogates and bidirectional overrides. */
const FORBIDDEN_CHARACTERS = /[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]/u;

const validName = (filename: string | undefined): string => {
  const name = (filename ?? '').normalize('NFC').trim();
  if (name === '' || FORBIDDEN_CHARACTERS.test(name) || Buffer.byteLength(name) > MAX_NAME_BYTES) {
    throw new Problem(
      400,
      'upload-name-invalid',
      `The file name must have 1 to ${MAX_NAME_BYTES} bytes and no control characters.`,
    );
  }
  return name;
};

interface FileStream extends AsyncIterable<Uint8Array> {
  /** True if the file exceeds the size limit. */
  readonly truncated: boolean;
}

const malformed = (): Problem =>
  new Problem(400, 'malformed-upload', 'Send one file as multipart/form-data in the field file.');

/** The chunks of the file. Throws Problem if the body ends early. */
async function* chunksOf(file: FileStream): AsyncIterable<Uint8Array> {
  try {
    yield* file;
  } catch {
    throw malformed();
  }
}

async function* checkedChunks(file: FileStream, maxBytes: number): AsyncIterable<Uint8Array> {
  let bytes = 0;
  for await (const chunk of chunksOf(file)) {
    bytes += chunk.length;
    yield chunk;
  }
  if (file.truncated)
    throw new Problem(413, 'upload-too-large', `The file exceeds ${maxBytes} bytes.`, { details: { maxBytes } });
  if (bytes === 0) throw new Problem(400, 'upload-empty', 'The file is empty.');
}

/** The file in the field `file` of a multipart request. Throws Problem if it is missing or its name is invalid. */
export const filePart = async (request: FastifyRequest, maxBytes: number): Promise<FilePart> => {
  const part = await request
    .file({ limits: { fileSize: maxBytes, files: 1, fields: 0 }, throwFileSizeLimit: false })
    .catch(() => {
      throw malformed();
    });
  if (part?.fieldname !== 'file') throw malformed();
  return { name: validName(part.filename), declaredType: part.mimetype, chunks: checkedChunks(part.file, maxBytes) };
};
