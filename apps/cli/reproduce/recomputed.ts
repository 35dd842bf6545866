import type { Answered } from '@ledgerdesk/manifest';

/** An answer that was computed again. */
export interface Recomputed {
  readonly answered: Answered;
  readonly rows: readonly object[];
  /** Names of parameters in the manifest that this release does not know. */
  readonly unknown: readonly string[];
}
