import { isRecord } from './guards.js';
import type { ReasonOf, RefusalCode, RefusalReason } from './refusals/index.js';

export type { RefusalCode, RefusalReason };

/** A command that the business logic does not allow: a value, never an exception. */
export interface Refusal {
  readonly refused: true;
  readonly reason: RefusalReason;
  /** Stable identifier of the refusal in kebab-case, part of the API. */
  readonly code: RefusalCode;
  /** What is wrong and what to do, in English. */
  readonly message: string;
  /** ID of the requirement it enforces, such as `P9`. */
  readonly rule?: string;
  /** Additional details for the caller, e.g. the next opening time. Contains no personal data of other people. */
  readonly details?: Readonly<Record<string, unknown>>;
}

/**
 * Creates a refusal. Its code is declared in refusals/, with its reason, its cause and its remedy.
 *
 * @example
 * refuse('conflict', 'quote-expired', 'This quote has expired. Request a new quote.', { rule: 'P8' });
 */
export const refuse = <Code extends RefusalCode>(
  reason: ReasonOf<Code>,
  code: Code,
  message: string,
  extra: Pick<Refusal, 'rule' | 'details'> = {},
): Refusal => ({ refused: true, reason, code, message, ...extra });

/** Returns true for a refusal, false for any other outcome. */
export const isRefusal = (outcome: unknown): outcome is Refusal => isRecord(outcome) && outcome['refused'] === true;
