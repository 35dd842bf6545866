import type { FastifyRequest } from 'fastify';
import { Problem } from '../platform/http/problem.js';

/** A file on its way in. */
export interface FilePart {
  readonly name: string;
  /** What whoever sends it says it is. */
  readonly declared: string;
  /** Breaks off with a Problem where the file is empty or too large. */
  readonly chunks: AsyncIterable<Uint8Array>;
}

const LONGEST_NAME = 255;
/** Control characters, halves of pairs, and what makes a name read backwards. */
const ODD = /[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]/u;

const named = (filename: string | undefined): string => {
  const name = (filename ?? '').normalize('NFC').trim();
  if (name === '' || ODD.test(name) || Buffer.byteLength(name) > LONGEST_NAME) {
    throw new Problem(
      400,
      'upload-name-invalid',
      `Give the file a name of 1 to ${LONGEST_NAME} bytes without control characters.`,
    );
  }
  return name;
};

interface Incoming extends AsyncIterable<Uint8Array> {
  /** Set where the file went on beyond the limit. */
  readonly truncated: boolean;
}

const malformed = (): Problem =>
  new Problem(400, 'malformed-upload', 'The body is no multipart/form-data with one file in the field file.');

/** What a body that breaks off amid the file makes of it. */
async function* received(file: Incoming): AsyncIterable<Uint8Array> {
  try {
    yield* file;
  } catch {
    throw malformed();
  }
}

async function* whole(file: Incoming, maxBytes: number): AsyncIterable<Uint8Array> {
  let bytes = 0;
  for await (const chunk of received(file)) {
    bytes += chunk.length;
    yield chunk;
  }
  if (file.truncated)
    throw new Problem(413, 'upload-too-large', `A file may have ${maxBytes} bytes.`, { details: { maxBytes } });
  if (bytes === 0) throw new Problem(400, 'upload-empty', 'The file is empty.');
}

/** The file of a multipart request, in the field `file`. Throws Problem where there is none, or its name cannot be kept. */
export const filePart = async (request: FastifyRequest, maxBytes: number): Promise<FilePart> => {
  const part = await request
    .file({ limits: { fileSize: maxBytes, files: 1, fields: 0 }, throwFileSizeLimit: false })
    .catch(() => {
      throw malformed();
    });
  if (part?.fieldname !== 'file') throw malformed();
  return { name: named(part.filename), declared: part.mimetype, chunks: whole(part.file, maxBytes) };
};
