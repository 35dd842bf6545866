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

/** What a refusal with a code means, for docs/api/errors.md. */
export interface RefusalDeclaration {
  readonly reason: RefusalReason;
  /** When the refusal occurs: one sentence. */
  readonly cause: string;
  /** What the caller can do: one or two sentences. */
  readonly remedy: string;
}
