/** What a problem code means, for docs/api/errors.md. */
export interface ProblemDeclaration {
  /** HTTP status, or several. */
  readonly status: number | readonly number[];
  /** When the problem occurs: one sentence. */
  readonly cause: string;
  /** What the caller can do: one or two sentences. */
  readonly remedy: string;
}
