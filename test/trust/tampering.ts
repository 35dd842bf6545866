import type { FindingCode } from '@ledgerdesk/integrity';
import type { DataFolder } from '../../apps/server/data-folder.js';
import type { Choices } from './random.js';

/** A way to change a sound copy of the stores, and what a check must call it. */
export interface Tampering {
  /** What is done, by whom: for the titles of tests. */
  readonly name: string;
  /** Changes the stores. Returns false if these have nothing to which it can be done. */
  readonly apply: (folder: DataFolder, choices: Choices) => Promise<boolean | void> | boolean | void;
  /** A check names at least one of these codes, without a saved checkpoint too. Empty: it cannot know. */
  readonly found: readonly FindingCode[];
  /** With a checkpoint that was saved before, it names at least one of these. Default: `found`. */
  readonly foundWithCheckpoint?: readonly FindingCode[];
}
