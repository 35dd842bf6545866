import { setTimeout as sleep } from 'node:timers/promises';
import { errorCodeOf, isRecord } from '@ledgerdesk/kernel';
import { status } from '@grpc/grpc-js';

/** Time limits of a call to the server. */
export interface RetryPolicy {
  /** Timeout of one attempt, in ms. */
  readonly callMs: number;
  /** No retry starts later than this after the first attempt, in ms. */
  readonly budgetMs: number;
}

const FIRST_BACKOFF_MS = 50;
const MAX_BACKOFF_MS = 2_000;

/** The client's types of errors for servers that are unreachable, busy, or no longer the leader. */
const TRANSIENT: readonly unknown[] = [
  'timeout',
  'deadline-exceeded',
  'unavailable',
  'cancelled',
  'unknown',
  'not-leader',
  'not-found',
];

/** Codes of Node.js for a connection that fails or a name that cannot be resolved now. */
const NETWORK_ERROR = /^(?:E(?:CONN|NET|HOST)\w+|ETIMEDOUT|EPIPE|ENOTFOUND|EAI_\w+|ERR_(?:HTTP2|STREAM)_\w+)$/;

/** The `type` that the client sets on its errors. */
export const errorTypeOf = (error: unknown): unknown => (isRecord(error) ? error['type'] : undefined);

const grpcCodeOf = (error: unknown): unknown => (isRecord(error) ? error['code'] : undefined);

/** True if the server does not accept the user or password. The client's type is the same as for a missing right. */
export const isUnauthenticated = (error: unknown): boolean => grpcCodeOf(error) === status.UNAUTHENTICATED;

/** True if the server does not accept the user, or denies a right. */
export const isAccessDenied = (error: unknown): boolean =>
  errorTypeOf(error) === 'access-denied' || isUnauthenticated(error) || grpcCodeOf(error) === status.PERMISSION_DENIED;

/** True if the server does not have the call: it is no EventStoreDB. */
export const isUnimplemented = (error: unknown): boolean => grpcCodeOf(error) === status.UNIMPLEMENTED;

/**
 * True if a read began at a position between two records. EventStoreDB fails with this text and status UNKNOWN, again
 * at each attempt.
 */
export const isUnknownPosition = (error: unknown): boolean =>
  error instanceof Error && /Unexpected ReadAllResult: (Error|InvalidPosition)/.test(error.message);

/** True if the node has answered that it cannot do this now: it has no majority, is busy, or did not end in time. */
export const isRefusedForNow = (error: unknown): boolean =>
  error instanceof Error &&
  /Server Is (?:Not Ready|(?:Too )?Busy)|No leader info available|^Timeout$/.test(error.message);

/** True for an error without a class, type or code: the client and gRPC throw such if a connection was closed. */
const isPlain = (error: unknown): boolean =>
  error instanceof Error &&
  Object.getPrototypeOf(error) === Error.prototype &&
  errorTypeOf(error) === undefined &&
  errorCodeOf(error) === undefined;

/**
 * True if a retry may succeed. Errors of gRPC itself, which have a numeric code and no type, and those of the network
 * count as transient.
 */
export const isTransient = (error: unknown): boolean => {
  if (error instanceof CallTimeout) return true;
  if (isUnknownPosition(error) || isAccessDenied(error) || isUnimplemented(error)) return false;
  if (errorTypeOf(error) !== undefined) return TRANSIENT.includes(errorTypeOf(error));
  return typeof grpcCodeOf(error) === 'number' || NETWORK_ERROR.test(errorCodeOf(error) ?? '') || isPlain(error);
};

/** The server did not respond in time. The client itself has no timeout. */
class CallTimeout extends Error {
  constructor(ms: number) {
    super(`No response within ${ms} ms.`);
  }
}

/** Rejects after `ms`. The signal that the work gets aborts then, with the same error. */
const withTimeout = async <T>(work: (timedOut: AbortSignal) => Promise<T>, ms: number): Promise<T> => {
  const timedOut = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      const error = new CallTimeout(ms);
      timedOut.abort(error);
      reject(error);
    }, ms);
  });
  return Promise.race([work(timedOut.signal), timeout]).finally(() => clearTimeout(timer));
};

/** Exponential backoff with jitter over its upper half, in ms. `attempt` counts from 0. */
export const backoffMs = (attempt: number): number => {
  const longest = Math.min(MAX_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** Math.min(attempt, 20));
  return longest / 2 + (Math.random() * longest) / 2;
};

interface RetryHooks {
  readonly signal?: AbortSignal | undefined;
  /** Called before each attempt but the first. */
  readonly onRetry?: () => void;
}

/** Retries transient errors until the budget is exhausted or `signal` aborts, then throws the last error. */
export const withRetry = async <T>(
  { callMs, budgetMs }: RetryPolicy,
  work: (timedOut: AbortSignal) => Promise<T>,
  { signal, onRetry = () => undefined }: RetryHooks = {},
): Promise<T> => {
  const start = performance.now();
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await withTimeout(work, callMs);
    } catch (error) {
      const pause = backoffMs(attempt);
      if (!isTransient(error) || performance.now() - start + pause > budgetMs || signal?.aborted) throw error;
      await sleep(pause, undefined, signal && { signal }).catch(() => undefined);
      onRetry();
    }
  }
};
