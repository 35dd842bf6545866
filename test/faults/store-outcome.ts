import type { PlannedFault } from './disk-faults.js';

/** What happened to a log whose file operations were disturbed. */
export interface StoreOutcome {
  readonly fault: PlannedFault;
  /** `ok`, or the error code of an append before the fault. */
  readonly before: string;
  /** The distinct outcomes of the appends under the fault. */
  readonly under: readonly string[];
  /** The states that the store has had. */
  readonly states: readonly string[];
  /** Messages of the state `failed`. */
  readonly failures: readonly string[];
  readonly warnings: readonly string[];
  /**
   * `ok`, or the error code when the log was opened while its write-ahead log could not be synced and a reader used it.
   */
  readonly unsyncedOpen: string;
  /** Number of events whose appends succeeded. */
  readonly acknowledged: number;
  /** Number of events in the log when it was opened again. */
  readonly recorded: number;
  /** What the integrity check found then. */
  readonly problems: readonly string[];
}
