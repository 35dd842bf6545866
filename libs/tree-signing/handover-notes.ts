import { isSameLog } from '@ledgerdesk/ledger';
import type { TreeStore } from '@ledgerdesk/tree-store';

/** The checkpoints with which the keys of a log handed over, in all its epochs. */
export const handoverNotes = async (
  trees: Pick<TreeStore, 'origins' | 'tree'>,
  origin: string,
): Promise<readonly string[]> => {
  const epochs = (await trees.origins()).filter((other) => isSameLog(other, origin));
  const handovers = await Promise.all(epochs.map((epoch) => trees.tree(epoch).handovers()));
  return handovers.flat().map(({ note }) => note);
};
