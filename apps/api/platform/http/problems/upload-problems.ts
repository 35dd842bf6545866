import type { ProblemDeclaration } from './problem-declaration.js';

/** Files that are uploaded and read. */
export const UPLOAD_PROBLEMS = {
  'attachment-damaged': {
    status: 503,
    cause: 'The stored content of the attachment is damaged.',
    remedy: 'Retry in 10 minutes. An operator has to restore the content.',
  },
  'attachment-gone': {
    status: 410,
    cause: 'The content of the attachment is no longer stored.',
    remedy: 'None: the content cannot be read again.',
  },
  'attachment-not-found': {
    status: 404,
    cause: 'The ticket has no attachment with this hash.',
    remedy: 'Use the `sha256` of an attachment of the ticket.',
  },
  'malformed-upload': {
    status: 400,
    cause: 'The upload is no multipart form with one file in the field `file`.',
    remedy: 'Send one file as `multipart/form-data` in the field `file`, and nothing else.',
  },
  'team-upload-quota': {
    status: 429,
    cause: 'The team has uploaded as much in 24 hours as it may.',
    remedy: 'Retry after `Retry-After`.',
  },
  'upload-empty': {
    status: 400,
    cause: 'The file is empty.',
    remedy: 'Send a file with contents.',
  },
  'upload-name-invalid': {
    status: 400,
    cause: 'The file name is missing or too long, or has control characters.',
    remedy: 'Send a shorter plain name.',
  },
  'upload-quota': {
    status: 429,
    cause: 'The caller has uploaded as much in 24 hours as it may.',
    remedy: 'Retry after `Retry-After`.',
  },
  'upload-space-low': {
    status: 503,
    cause: 'There is too little space for attachments.',
    remedy: 'Retry after `Retry-After`.',
  },
  'upload-too-large': {
    status: 413,
    cause: 'The file exceeds `maxBytes`, or the form around it `maxFormBytes`.',
    remedy: 'Send a smaller file.',
  },
  'upload-type-refused': {
    status: 415,
    cause: 'Files of this type are not accepted.',
    remedy: 'Send a file of a type in `taken`.',
  },
} as const satisfies Readonly<Record<string, ProblemDeclaration>>;
