/** What kind of "no" a refusal is; the outside maps it to its own codes. */
export type RefusalReason =
  | 'invalid'
  | 'forbidden'
  | 'not-found'
  | 'conflict'
  /** The caller's view of the state is out of date. */
  | 'stale'
  /** The same command id came with another request. */
  | 'reused-key'
  | 'too-large';

/** A "no" of the business: a value, never an exception. `code` is stable; `rule` is the ID in docs/rules. */
export interface Refusal {
  readonly refused: true;
  readonly reason: RefusalReason;
  readonly code: string;
  readonly message: string;
  readonly rule?: string;
  /** Further facts for the caller, e.g. the next opening. Holds no personal data of others. */
  readonly details?: Readonly<Record<string, unknown>>;
}

/** Builds a refusal; the message says what was wrong and what to do. */
export const refuse = (
  reason: RefusalReason,
  code: string,
  message: string,
  extra: Pick<Refusal, 'rule' | 'details'> = {},
): Refusal => ({ refused: true, reason, code, message, ...extra });

/** Tells a refusal from what was wanted. */
export const isRefusal = (outcome: unknown): outcome is Refusal =>
  typeof outcome === 'object' && outcome !== null && 'refused' in outcome && outcome.refused === true;
