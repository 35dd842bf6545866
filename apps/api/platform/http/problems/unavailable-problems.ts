import type { ProblemDeclaration } from './problem-declaration.js';

/** Requests that the engine cannot handle now: faults, limits, and stores that do not answer. */
export const UNAVAILABLE_PROBLEMS = {
  fault: {
    status: 500,
    cause: 'An error in the engine.',
    remedy: 'Retry with the same `Idempotency-Key`. If it fails again, report the `instance`.',
  },
  'key-missing': {
    status: 503,
    cause: 'The key of personal data in the response is missing, or cannot be unwrapped.',
    remedy: 'Retry after `Retry-After`. An operator restores the keys; `ledgerdesk doctor` names what is missing.',
  },
  'log-unavailable': {
    status: 503,
    cause: 'The log cannot be reached at the moment.',
    remedy: 'Retry after `Retry-After`.',
  },
  overloaded: {
    status: 503,
    cause: 'More requests wait than the engine can handle.',
    remedy: 'Retry after `Retry-After`, and send fewer requests at once.',
  },
  'past-busy': {
    status: 503,
    cause: 'Too many as-of reads and reports are running.',
    remedy: 'Retry after `Retry-After`.',
  },
  'past-interrupted': {
    status: 503,
    cause: 'The process that answers as-of reads and reports has ended, for example for lack of memory.',
    remedy: 'Retry after `Retry-After`. If it fails again, read less at once, or ask an operator for more memory.',
  },
  'past-too-long': {
    status: 503,
    cause: 'The as-of read or report takes too long.',
    remedy: 'Read one team, a shorter time or an earlier moment, or use `ledgerdesk replay`.',
  },
  'read-audit-unavailable': {
    status: 503,
    cause: 'What staff and services read cannot be recorded at the moment, so that it is not shown.',
    remedy: 'Retry after `Retry-After`. An operator has to check the disk or database of the read audit.',
  },
  'read-model-behind': {
    status: 503,
    cause: 'The data does not include the `Ledger-Position` of the request yet.',
    remedy: 'Retry after `Retry-After`.',
  },
  'read-model-stopped': {
    status: 503,
    cause: 'A read model of the request has stopped, or is being built.',
    remedy: 'Retry after `Retry-After`. Operators see the reason in `GET /v1/health`.',
  },
  'sealed-data-damaged': {
    status: 503,
    cause: 'Personal data in the response does not open, because its event was changed.',
    remedy: 'Retry after `Retry-After`. An operator restores the log; `ledgerdesk doctor` names the event.',
  },
  stopping: {
    status: 503,
    cause: 'The engine is stopping.',
    remedy: 'Retry after `Retry-After`.',
  },
  'storage-unavailable': {
    status: 503,
    cause: 'A database or disk that the engine needs is not available.',
    remedy: 'Retry after `Retry-After`.',
  },
  'store-unavailable': {
    status: 503,
    cause: 'The log cannot be written at the moment.',
    remedy: 'Retry with the same `Idempotency-Key` after `Retry-After`.',
  },
  'stream-busy': {
    status: 503,
    cause: 'Other requests are changing the same resource. Nothing was recorded.',
    remedy: 'Retry after `Retry-After`.',
  },
  'too-many-connections': {
    status: [429, 503],
    cause: 'Too many connections are open: 429 of one address, 503 in total.',
    remedy: 'Reuse connections, and retry after `Retry-After`.',
  },
  'too-many-event-streams': {
    status: 429,
    cause: 'The caller or its address has as many event streams open as it may.',
    remedy: 'Close a stream first. One stream is enough for a page.',
  },
  'too-many-requests': {
    status: 429,
    cause: 'The caller sends more requests than `RateLimit-Policy` allows, or its address had too many tokens refused.',
    remedy: 'Retry after `Retry-After`.',
  },
} as const satisfies Readonly<Record<string, ProblemDeclaration>>;
