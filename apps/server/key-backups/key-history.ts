import { isSameLog, parseVerifierKey } from '@ledgerdesk/ledger';
import { handoverNotes } from '@ledgerdesk/tree-signing';
import { originOf } from '../ledger/ledger-config.js';
import type { Settings } from '../settings.js';
import { openTreeReader, storageConfigOf } from '../storage.js';

/** The public keys of a log over time. */
export interface KeyHistory {
  /** All of them, also those of earlier epochs, as the tree has recorded them. */
  readonly vkeys: readonly string[];
  /** The checkpoints with which one handed over to the next, as signed notes. */
  readonly handovers: readonly string[];
}

const isVerifierKey = (vkey: string): boolean => {
  try {
    parseVerifierKey(vkey);
    return true;
  } catch {
    return false;
  }
};

const NONE: KeyHistory = { vkeys: [], handovers: [] };

/** The keys that have signed the log which the settings name. Empty while it has no tree. */
export const keyHistoryOf = async (settings: Settings): Promise<KeyHistory> => {
  const trees = await openTreeReader(storageConfigOf(settings));
  if (!trees) return NONE;
  try {
    const origin = originOf(settings, 0);
    const epochs = (await trees.origins()).filter((other) => isSameLog(other, origin));
    const keys = await Promise.all(epochs.map((epoch) => trees.tree(epoch).keys()));
    return {
      // A damaged record, which `doctor --deep` names, hides no other key.
      vkeys: [...new Set(keys.flat().map(({ vkey }) => vkey))].filter(isVerifierKey),
      handovers: await handoverNotes(trees, origin),
    };
  } finally {
    await trees.close();
  }
};
