import type { FindingCode } from '@ledgerdesk/integrity';
import type { DataFolder } from '../../apps/server/data-folder.js';
import type { Check } from './checked-codes.js';
import type { Choices } from './random.js';

/** What was changed: nothing, if the stores have nothing to which it can be done; or the read model, if it was one. */
type Changed = boolean | void | { readonly readModel: string };

/** A way to change a sound copy of the stores, and what a check must call it. */
export interface Tampering {
  /** What is done, by whom: for the titles of tests. */
  readonly name: string;
  /** Changes the stores. */
  readonly apply: (folder: DataFolder, choices: Choices) => Promise<Changed> | Changed;
  /** The check that must find it. All checks of the command together are made once for each kind. */
  readonly check: Check;
  /** A check names at least one of these codes, without a saved checkpoint too. Empty: it cannot know. */
  readonly found: readonly FindingCode[];
  /** With a checkpoint that was saved before, it names at least one of these. Default: `found`. */
  readonly foundWithCheckpoint?: readonly FindingCode[];
}
