import type { FastifyRequest } from 'fastify';
import { Problem } from '../platform/http/problem.js';
import { FormBody, FormTooLarge, MAX_FORM_BYTES } from './form-body.js';

/** An incoming file of a multipart request. */
export interface FilePart {
  readonly name: string;
  /** Media type declared by the sender. */
  readonly declaredType: string;
  /** Throws Problem if the file is empty or too large. */
  readonly chunks: AsyncIterable<Uint8Array>;
}

/** Bytes of the name of a file. */
export const MAX_NAME_BYTES = 255;
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
  destroy(error: Error): void;
}

/** The parts of a form, one after the other. Rejects if the form is malformed. */
type Parts = AsyncIterator<{ readonly type: string }>;

const malformed = (): Problem =>
  new Problem(400, 'malformed-upload', 'Send one file as multipart/form-data in the field file, and nothing else.');

const tooLarge = (maxBytes: number): Problem =>
  new Problem(
    413,
    'upload-too-large',
    `The file may have up to ${maxBytes} bytes, and the form around it ${MAX_FORM_BYTES}. Send a smaller one.`,
    { details: { maxBytes, maxFormBytes: MAX_FORM_BYTES } },
  );

/** Awaits a step of reading the form. Throws Problem if the form is malformed or too large. */
const step = async <T>(form: FormBody, next: Promise<T>, maxBytes: number): Promise<T> => {
  try {
    return await Promise.race([next, form.exceeded]);
  } catch (error) {
    next.catch(() => undefined);
    throw error instanceof FormTooLarge ? tooLarge(maxBytes) : malformed();
  }
};

/** The chunks of the file, then the rest of the form. Throws Problem unless the file is all that the form contains. */
async function* checkedChunks(
  file: FileStream,
  parts: Parts,
  form: FormBody,
  maxBytes: number,
): AsyncIterable<Uint8Array> {
  form.exceeded.catch((error: FormTooLarge) => file.destroy(error));
  const chunks = file[Symbol.asyncIterator]();
  let bytes = 0;
  try {
    for (;;) {
      const next = await step(form, chunks.next(), maxBytes);
      if (next.done === true) break;
      bytes += next.value.length;
      yield next.value;
    }
  } finally {
    // Lets the parser go on, or give up.
    await chunks.return?.();
  }
  if (file.truncated) throw tooLarge(maxBytes);
  if (bytes === 0) throw new Problem(400, 'upload-empty', 'The file is empty.');
  form.allowFile(bytes);
  if ((await step(form, parts.next(), maxBytes)).done !== true) throw malformed();
  await step(form, form.end(), maxBytes);
}

/**
 * The file in the field `file` of a multipart request. Throws Problem if it is missing, if its name is invalid, or if
 * the form around it is too large.
 */
export const filePart = async (request: FastifyRequest, maxBytes: number): Promise<FilePart> => {
  if (Number(request.headers['content-length'] ?? 0) > maxBytes + MAX_FORM_BYTES) throw tooLarge(maxBytes);
  const parts = request.parts({ limits: { fileSize: maxBytes, files: 1, fields: 0, parts: 1 } });
  // Attaches the parser to the body.
  const first = parts.next();
  const form = new FormBody(request.raw);
  const opened = await step(form, first, maxBytes);
  const part = opened.done === true ? undefined : opened.value;
  if (part?.type !== 'file' || part.fieldname !== 'file') throw malformed();
  form.allowFile(maxBytes);
  return {
    name: validName(part.filename),
    declaredType: part.mimetype,
    chunks: checkedChunks(part.file, parts, form, maxBytes),
  };
};
