import { after } from './after.js';
import { ApiProblem, NoResponse } from './api-problem.js';

/** How often and how long requests are retried. */
export interface RetryPolicy {
  /** Maximum number of retries of one request. 0: none. */
  readonly retries: number;
  /** Delay before the first retry. It doubles each time, and is shortened by up to half at random. */
  readonly firstDelayMs: number;
  /** Longest delay. A response whose `Retry-After` is longer is not retried. */
  readonly maxDelayMs: number;
}

/** Five attempts within about eight seconds, or longer if `Retry-After` says so. */
const DEFAULT_RETRIES: RetryPolicy = { retries: 4, firstDelayMs: 500, maxDelayMs: 30_000 };

/** The policy of a client, with the defaults of what is not set. */
export const retryPolicy = ({
  retries = DEFAULT_RETRIES.retries,
  firstDelayMs = DEFAULT_RETRIES.firstDelayMs,
  maxDelayMs = DEFAULT_RETRIES.maxDelayMs,
}: { readonly [name in keyof RetryPolicy]?: number | undefined } = {}): RetryPolicy => ({
  retries,
  firstDelayMs,
  maxDelayMs,
});

/** Too many requests, and failures of the engine, or of a proxy in front of it, that pass. */
const PASSING: readonly number[] = [429, 502, 503, 504];

/** Returns true for a refusal that a later attempt may not get. */
export const isPassing = (failure: unknown): failure is ApiProblem =>
  failure instanceof ApiProblem && PASSING.includes(failure.status);

/** Delay before a retry: exponential, with jitter, so that clients do not return all at once. */
export const backoffMs = (failures: number, { firstDelayMs, maxDelayMs }: RetryPolicy): number =>
  Math.min(maxDelayMs, firstDelayMs * 2 ** failures) * (1 - Math.random() / 2);

/**
 * Milliseconds after which a request that failed for the `failures`-th time, counted from 0, may be retried. Undefined
 * if it must not be.
 */
export const retryDelay = (failure: unknown, failures: number, policy: RetryPolicy): number | undefined => {
  if (failures >= policy.retries) return undefined;
  const backoff = backoffMs(failures, policy);
  if (failure instanceof NoResponse) return backoff;
  if (!isPassing(failure)) return undefined;
  const asked = (failure.retryAfterSeconds ?? 0) * 1_000;
  // At the instant that `Retry-After` names, others return too.
  return asked > policy.maxDelayMs ? undefined : Math.max(backoff, asked + Math.random() * policy.firstDelayMs);
};

/** Resolves after `ms`. Throws the reason of the signal as soon as it is aborted. */
export const pause = (ms: number, signal?: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    const stop = (): void => {
      cancel();
      reject(signal?.reason as Error);
    };
    const cancel = after(ms, () => {
      signal?.removeEventListener('abort', stop);
      resolve();
    });
    if (signal?.aborted) stop();
    else signal?.addEventListener('abort', stop, { once: true });
  });
