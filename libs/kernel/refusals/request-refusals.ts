import type { RefusalDeclaration } from './declaration.js';

/** Refusals that any command or list may return. */
export const REQUEST_REFUSALS = {
  'append-too-large': {
    reason: 'too-large',
    cause: 'The events of the command exceed what the log takes at once.',
    remedy: 'Send a shorter text, or fewer items.',
  },
  'cursor-malformed': {
    reason: 'invalid',
    cause: 'The cursor is malformed, or belongs to a list with another order or filter.',
    remedy: 'Repeat the request without `cursor` and start at the first page.',
  },
  'idempotency-key-reused': {
    reason: 'reused-key',
    cause: 'The `Idempotency-Key` was used before with another body.',
    remedy: 'Use a new key for each new command, and the old key only to repeat the same one.',
  },
  'limit-out-of-range': {
    reason: 'invalid',
    cause: '`limit` is not an integer in the range that `detail` names.',
    remedy: 'Send a `limit` in that range, or omit it.',
  },
  'measure-not-counted': {
    reason: 'invalid',
    cause: 'The report has no such measure, or one such as a mean, which no rows make up.',
    remedy: 'Use one of the measures that `detail` names.',
  },
  'report-too-large': {
    reason: 'invalid',
    cause: 'The report would have more items than a report may have.',
    remedy: 'Use a larger `bucket`, fewer groupings, a shorter time (`from` and `to`) or one `team`.',
  },
  'revision-mismatch': {
    reason: 'stale',
    cause: 'The resource is not in the state that `If-Match` or `If-None-Match` requires.',
    remedy: 'Read the resource again, decide again, and send the new `ETag`.',
  },
  'stream-full': {
    reason: 'conflict',
    cause: 'The resource has as many events as requests of this kind may record.',
    remedy: 'Continue in another resource, such as a follow-up ticket.',
  },
} as const satisfies Readonly<Record<string, RefusalDeclaration>>;
