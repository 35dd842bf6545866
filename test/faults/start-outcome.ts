import type { PlannedFault } from './disk-faults.js';

/** What happened when an engine was started on a failing disk. */
export interface StartOutcome {
  readonly fault: PlannedFault;
  /** Whether the data folder existed before. */
  readonly existed: boolean;
  /** Number of calls that failed. */
  readonly hits: number;
  /** Why the engine did not start; undefined if it did. */
  readonly refusal?: string | undefined;
  /** Why it did not start once the disk worked again; undefined if it did. */
  readonly next?: string | undefined;
}
