/** What happened when an engine was started on a folder. */
export interface AccessOutcome {
  readonly folder: string;
  /** Why it did not start; undefined if it did. */
  readonly refusal?: string;
  readonly warnings: readonly string[];
}
