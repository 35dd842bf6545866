import { DAY, HOUR, MINUTE } from '@ledgerdesk/kernel';
import { WebhookRefused } from './post.js';

/** Delays after failed attempts, in ms, as Standard Webhooks recommends: three days in total. */
const RETRY_MS = [5_000, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR, 14 * HOUR, 20 * HOUR, 24 * HOUR];
/** A receiver cannot postpone an attempt by more than this. */
const MAX_RETRY_AFTER_MS = DAY;

/** Too Many Requests (RFC 6585), Service Unavailable (RFC 9110): with Retry-After they are about every request. */
const OVERLOADED: readonly number[] = [429, 503];

/** How long the receiver wants no request at all, in ms and up to a day; null if it has not said so. */
export const webhookHoldMs = (error: unknown): number | null => {
  if (!(error instanceof WebhookRefused) || !OVERLOADED.includes(error.status)) return null;
  const { retryAfterMs } = error;
  return retryAfterMs === null || retryAfterMs <= 0 ? null : Math.min(retryAfterMs, MAX_RETRY_AFTER_MS);
};

/** Returns the own delay in ms, or the one that the receiver asks for if longer. Null after the last attempt. */
export const webhookRetryMs = (attempts: number, error: unknown): number | null => {
  const own = RETRY_MS[attempts - 1];
  if (own === undefined) return null;
  const asked = error instanceof WebhookRefused ? (error.retryAfterMs ?? 0) : 0;
  return Math.max(own, Math.min(asked, MAX_RETRY_AFTER_MS));
};
