import type { FindingCode } from '@ledgerdesk/integrity';
import type { DataFolder } from '../../apps/server/data-folder.js';
import type { Check, Checked } from './checked-codes.js';
import type { Choices } from './random.js';

/** What was changed: nothing, if the stores have nothing to which it can be done; or the read model, if it was one. */
type Changed = boolean | void | { readonly readModel: string };

/** A question that stays open; or that or damage, which depends on the part that was changed. */
type FoundAs = 'open' | 'damage or open';

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
  /** What the check says of them. Default: that the stores are damaged. */
  readonly as?: FoundAs;
  /** With a checkpoint that was saved before, it names at least one of these. Default: `found`. */
  readonly foundWithCheckpoint?: readonly FindingCode[];
}

/** The codes by which a check of changed stores may name the change: those of damage, of open questions, or both. */
export const codesFor = (
  { as }: Pick<Tampering, 'as'>,
  { damage, open }: Pick<Checked, 'damage' | 'open'>,
): ReadonlySet<FindingCode> => {
  if (as === undefined) return damage;
  return as === 'open' ? open : new Set([...damage, ...open]);
};
