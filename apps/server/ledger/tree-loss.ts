import { HistoryLost, type ReadableLog } from '@ledgerdesk/event-store';
import { isSameLog, parseCheckpoint, parseOrigin, splitNote } from '@ledgerdesk/ledger';
import { newestCheckpoint, sharedSize, treeDifference } from '@ledgerdesk/tree-signing';
import type { SignedCheckpoint, TreeStore } from '@ledgerdesk/tree-store';
import { readKnownNote } from './known-note.js';

/** A log, and where its trees and the newest checkpoint are. */
export interface SignedLog {
  readonly log: ReadableLog;
  readonly trees: TreeStore;
  /** Origin of the tree of the log's current epoch. */
  readonly origin: string;
  /** The file that has the newest checkpoint besides the store. */
  readonly file: string;
}

/** A signed checkpoint that a log does not extend. */
export interface TreeLoss {
  readonly origin: string;
  readonly checkpoint: SignedCheckpoint | undefined;
  /** How it contradicts the log, as the rest of a sentence. */
  readonly detail: string;
}

const epochOf = (origin: string): number => parseOrigin(origin)?.epoch ?? -1;

const originIn = (note: string | undefined): readonly string[] => {
  try {
    return note === undefined ? [] : [parseCheckpoint(splitNote(note).text).origin];
  } catch {
    return [];
  }
};

/** The origin of the last epoch of which there is a tree or a checkpoint; that of the current one if there is none. */
const lastOrigin = async ({ trees, origin, file }: SignedLog): Promise<string> =>
  [...(await trees.origins()), ...originIn(readKnownNote(file))]
    .filter((one) => isSameLog(one, origin))
    .reduce((last, one) => (epochOf(one) > epochOf(last) ? one : last), origin);

/** The newest checkpoint, if the log contradicts it. */
export const treeLoss = async (signed: SignedLog): Promise<TreeLoss | undefined> => {
  const { log, trees, origin, file } = signed;
  const last = await lastOrigin(signed);
  const tree = trees.tree(last);
  const checkpoint = await newestCheckpoint(tree, readKnownNote(file));
  if (last !== origin)
    return {
      origin: last,
      checkpoint,
      detail: `it has signed epoch ${epochOf(last)} of the log, which is in epoch ${epochOf(origin)}`,
    };
  const detail = checkpoint && (await treeDifference(log, tree, checkpoint));
  return detail === undefined ? undefined : { origin, checkpoint, detail };
};

/**
 * Checks that the log extends the last checkpoint that was signed of it. Looks at its end: see `treeDifference`.
 * @throws HistoryLost if it does not
 */
export const requireTree = async (signed: SignedLog): Promise<void> => {
  const loss = await treeLoss(signed);
  if (loss) throw new HistoryLost([{ reader: `tree ${loss.origin}`, detail: loss.detail }]);
};

/** What the event with which a new epoch begins says about the tree of the last epoch before. */
export const lastOfTree = async (
  signed: SignedLog,
): Promise<{ readonly checkpoint: string | null; readonly sharedSize: number | null }> => {
  const tree = signed.trees.tree(await lastOrigin(signed));
  const last = await newestCheckpoint(tree, readKnownNote(signed.file));
  if (!last) return { checkpoint: null, sharedSize: null };
  return { checkpoint: last.note, sharedSize: (await sharedSize(signed.log, tree, last.size)) ?? null };
};
