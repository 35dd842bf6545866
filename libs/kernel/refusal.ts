import { isRecord } from './guards.js';

/** The kind of a refusal. The HTTP layer maps it to a status code. */
export type RefusalReason =
  | 'invalid'
  | 'forbidden'
  | 'not-found'
  | 'conflict'
  /** The revision that the caller expected is not the current one. */
  | 'stale'
  /** The command id was used before with a different request. */
  | 'reused-key'
  | 'too-large';

/** A command that the business logic does not allow: a value, never an exception. */
export interface Refusal {
  readonly refused: true;
  readonly reason: RefusalReason;
  /** Stable identifier of the refusal in kebab-case, part of the API. */
  readonly code: string;
  /** What is wrong and what to do, in English. */
  readonly message: string;
  /** ID of the requirement it enforces, such as `P9`. */
  readonly rule?: string;
  /** Additional details for the caller, e.g. the next opening time. Contains no personal data of other people. */
  readonly details?: Readonly<Record<string, unknown>>;
}

/**
 * Creates a refusal.
 *
 * @example
 * refuse('conflict', 'quote-expired', 'This quote has expired. Request a new quote.', { rule: 'P8' });
 */
export const refuse = (
  reason: RefusalReason,
  code: string,
  message: string,
  extra: Pick<Refusal, 'rule' | 'details'> = {},
): Refusal => ({ refused: true, reason, code, message, ...extra });

/** Returns true for a refusal, false for any other outcome. */
export const isRefusal = (outcome: unknown): outcome is Refusal => isRecord(outcome) && outcome['refused'] === true;
