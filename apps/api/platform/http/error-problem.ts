import { errorCodeOf, messageOf, sentError } from '@ledgerdesk/kernel';
import type { SampledLog } from '@ledgerdesk/runtime';
import type { FastifyRequest } from 'fastify';
import { Problem } from './problem.js';
import type { ProblemCode } from './problems.js';

declare module 'fastify' {
  interface FastifyInstance {
    /** Log of the errors with which requests have failed. */
    failures: SampledLog;
  }
}

/** The request of a log line. */
const describe = ({ id, method, routeOptions: { url } }: FastifyRequest) => ({ requestId: id, method, route: url });

/** Where an error was thrown; errors of one place count as one cause. */
const placeOf = (error: unknown): string => {
  const { name, stack } = sentError(error);
  if (stack === undefined) return messageOf(error).slice(0, 100);
  const frame = stack.split('\n').find((line) => line.startsWith('    at '));
  return `${name}${frame?.replace('    at', ' at') ?? ''}`;
};

const NO_WRITES = ['store-unavailable', 'The log cannot be written. Retry in 5 seconds.', 5] as const;

/** A request that only reads does not learn that nothing can be written. */
const NO_LOG = ['log-unavailable', 'The log cannot be reached at the moment. Retry in 5 seconds.', 5] as const;

const BUSY = [
  'stream-busy',
  'Other requests are changing the same resource. Nothing was recorded. Retry in 1 second.',
  1,
] as const;

/** Problem code, detail and `Retry-After` in seconds of a transient error. */
type Transient = readonly [ProblemCode, string, number];

/** Transient errors by error code. */
const TRANSIENT: Readonly<Record<string, Transient>> = {
  'store-failed': NO_WRITES,
  'log-unreachable': NO_LOG,
  'commit-failed': NO_WRITES,
  'wrong-expected-revision': BUSY,
  'read-behind': BUSY,
  'past-busy': ['past-busy', 'Too many as-of queries and reports are running. Retry in 10 seconds.', 10],
  'past-interrupted': [
    'past-interrupted',
    'The process that answers as-of queries and reports was interrupted and is restarting. Retry in 5 seconds.',
    5,
  ],
  stopping: ['stopping', 'The engine is stopping. Retry in 5 seconds.', 5],
  'past-too-long': [
    'past-too-long',
    'The query takes too long. Query one team, a shorter time or an earlier one, or use `ledgerdesk replay`.',
    60,
  ],
  'poison-event': [
    'read-model-stopped',
    'The log has an event that a read model of this request cannot apply. Operators see it in /v1/health.',
    60,
  ],
  'key-missing': [
    'key-missing',
    'The key of personal data in the response is missing. An operator has to restore it. Retry in 10 minutes.',
    600,
  ],
  'key-unusable': [
    'key-missing',
    'The key of personal data in the response is missing. An operator has to restore it. Retry in 10 minutes.',
    600,
  ],
  'seal-broken': [
    'sealed-data-damaged',
    'Personal data in the response is damaged. An operator has to restore it. Retry in 10 minutes.',
    600,
  ],
  'attachment-damaged': [
    'attachment-damaged',
    'The stored content of this attachment is damaged. An operator has to restore it. Retry in 10 minutes.',
    600,
  ],
  'attachment-space-low': [
    'upload-space-low',
    'There is too little space for attachments at the moment. Retry in 10 minutes.',
    600,
  ],
  'read-audit-unavailable': [
    'read-audit-unavailable',
    'What staff and services read cannot be recorded at the moment, so that it is not shown. Retry in 5 seconds.',
    5,
  ],
  'sessions-unknown': ['sign-in-unavailable', 'Whether the session has ended is not known. Retry in 5 seconds.', 5],
  'keys-unavailable': ['sign-in-unavailable', 'The keys to verify tokens are not available. Retry in 5 seconds.', 5],
};

const NO_STORAGE = [
  'storage-unavailable',
  'A database or disk that the engine needs is not available. Retry in 5 seconds.',
  5,
] as const;

/**
 * Errors that last until a database or disk is available again. PostgreSQL: a lost or refused connection, classes 53
 * (insufficient resources, such as a full disk), 57 (operator intervention) and 58 (system error), and a server that
 * only takes reads after a failover (25006). SQLite and the file system: no space, I/O errors, no file descriptors, a
 * damaged file, and one that cannot be opened because its mode or kind has changed.
 */
const STORAGE_ERRORS: readonly RegExp[] = [
  /^(?:postgres-unreachable|5[378]\w{3}|25006)$/,
  /^SQLITE_(?:FULL|IOERR|BUSY|CANTOPEN|READONLY|CORRUPT|NOTADB)/,
  /^(?:file-damaged|file-inaccessible)$/,
  /^(?:ENOSPC|EDQUOT|EIO|EROFS|EMFILE|ENFILE|EACCES|EPERM|EISDIR|ENOTDIR)$/,
];

/** PostgreSQL ended a transaction in favour of another one: it succeeds if it is repeated. */
const CONTENTION_ERROR = /^(?:40001|40P01|55P03)$/;

/** How many nested `cause`s of an error are examined. */
const MAX_CAUSES = 5;

const causeOf = (error: unknown): unknown =>
  typeof error === 'object' && error !== null && 'cause' in error ? error.cause : undefined;

const transientOf = (error: unknown): Transient | undefined => {
  let cause = error;
  for (let depth = 0; depth < MAX_CAUSES && cause !== undefined; depth += 1, cause = causeOf(cause)) {
    const code = errorCodeOf(cause) ?? '';
    const known = TRANSIENT[code];
    if (known) return known;
    if (STORAGE_ERRORS.some((pattern) => pattern.test(code))) return NO_STORAGE;
    if (CONTENTION_ERROR.test(code)) return TRANSIENT['wrong-expected-revision'];
  }
  return undefined;
};

const READS: readonly string[] = ['GET', 'HEAD'];

/** Logs a transient error and returns its problem (503). Returns undefined for any other error. */
export const transientProblem = (error: unknown, request: FastifyRequest): Problem | undefined => {
  const found = transientOf(error);
  if (!found) return undefined;
  const transient = found === NO_WRITES && READS.includes(request.method) ? NO_LOG : found;
  const [code, detail, retryAfter] = transient;
  request.server.failures.record(code, { message: messageOf(error), code, ...describe(request) }, request.id);
  return new Problem(503, code, detail, { headers: { 'retry-after': `${retryAfter}` } });
};

/** Logs an unexpected error and returns a problem (500) without its details. */
export const internalProblem = (error: unknown, request: FastifyRequest): Problem => {
  const message = sentError(error).stack ?? messageOf(error);
  request.server.failures.record(placeOf(error), { message, code: 'fault', ...describe(request) }, request.id);
  return new Problem(
    500,
    'fault',
    'Internal error. Retry with the same Idempotency-Key to learn whether the command was recorded.',
  );
};
