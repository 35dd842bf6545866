import type { Instant } from '@ledgerdesk/kernel';

/** What to restore, and into which folder. */
export interface RestoreRequest {
  readonly from: string;
  readonly into: string;
  /** The folder with backups of the keys; undefined if keys are kept elsewhere. */
  readonly keys?: string | undefined;
  /** The newest list of erasures. */
  readonly erasures: string;
  /** Name of the backup of keys. Default: that with the keys of all others. */
  readonly keysSnapshot?: string | undefined;
  /** Name of the backup. Default: the newest. */
  readonly snapshot?: string | undefined;
  /** Public keys of the log that are trusted. Default: those of the saved or configured keys. */
  readonly vkeys?: readonly string[] | undefined;
  /** Why, for the record in the log. */
  readonly reason: string | null;
  /** An epoch that the log has seen, such as in a restore of an earlier day. The new one is higher. */
  readonly epoch?: number | undefined;
  /**
   * Restore a log that lacks events of its last checkpoint, or keys that lack some of those of the log, and record that
   * they are lost. Default: false.
   */
  readonly acceptLoss?: boolean | undefined;
  readonly now: Instant;
}
