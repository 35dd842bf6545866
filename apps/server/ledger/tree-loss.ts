import { HistoryLost, type ReadableLog, START } from '@ledgerdesk/event-store';
import type { Position } from '@ledgerdesk/kernel';
import { isSameLog, parseOrigin } from '@ledgerdesk/ledger';
import {
  followCopy,
  type KnownCheckpoint,
  newestCheckpoint,
  positionInCopy,
  sharedPart,
  treeDifference,
} from '@ledgerdesk/tree-signing';
import type { SignedCheckpoint, StoredTree, TreeStore } from '@ledgerdesk/tree-store';
import { type CheckpointFile, readKnownCheckpoint } from './known-checkpoint.js';

/** A log, and where its trees and the newest checkpoint are. */
export interface SignedLog extends CheckpointFile {
  readonly log: ReadableLog;
  readonly trees: TreeStore;
}

/** A signed checkpoint that a log does not extend. */
export interface TreeLoss {
  readonly origin: string;
  readonly checkpoint: SignedCheckpoint | undefined;
  /** How it contradicts the log, as the rest of a sentence. */
  readonly detail: string;
}

const epochOf = (origin: string): number => parseOrigin(origin)?.epoch ?? -1;

/** The origin of the last epoch of which there is a tree or a checkpoint; that of the current one if there is none. */
const lastOrigin = async (
  { trees, origin }: Pick<SignedLog, 'trees' | 'origin'>,
  known: KnownCheckpoint | undefined,
): Promise<string> =>
  [...(await trees.origins()), ...(known ? [known.origin] : [])]
    .filter((one) => isSameLog(one, origin))
    .reduce((last, one) => (epochOf(one) > epochOf(last) ? one : last), origin);

/** The note of the last checkpoint of the last epoch before the current one that has signed any. */
export const noteOfEpochBefore = async (file: CheckpointFile): Promise<string | undefined> => {
  const { trees, origin } = file;
  const before = ((await trees?.origins()) ?? []).filter(
    (one) => isSameLog(one, origin) && epochOf(one) < epochOf(origin),
  );
  for (const one of before.toSorted((a, b) => epochOf(b) - epochOf(a))) {
    const last = await trees?.tree(one).lastCheckpoint();
    if (last) return last.note;
  }
  const known = await readKnownCheckpoint(file);
  return known && epochOf(known.origin) < epochOf(origin) ? known.note : undefined;
};

/** How a log contradicts a checkpoint of its tree. The tree follows to a copy of the log, which has other positions. */
const differenceOf = async (
  log: ReadableLog,
  tree: StoredTree,
  checkpoint: SignedCheckpoint,
): Promise<string | undefined> => {
  const difference = await treeDifference(log, tree, checkpoint);
  if (difference === undefined || !(await followCopy(log, tree))) return difference;
  return treeDifference(log, tree, checkpoint);
};

/** The newest checkpoint, if the log contradicts it. */
export const treeLoss = async (signed: SignedLog): Promise<TreeLoss | undefined> => {
  const { log, trees, origin } = signed;
  const known = await readKnownCheckpoint(signed);
  const last = await lastOrigin(signed, known);
  const tree = trees.tree(last);
  const checkpoint = await newestCheckpoint(tree, known);
  if (last !== origin)
    return {
      origin: last,
      checkpoint,
      detail: `it has signed epoch ${epochOf(last)} of the log, which is in epoch ${epochOf(origin)}`,
    };
  const detail = checkpoint && (await differenceOf(log, tree, checkpoint));
  return detail === undefined ? undefined : { origin, checkpoint, detail };
};

/** The position of a loss in the log, which may be a copy with other positions than the one that was signed. */
export const positionOfLoss = async ({ log, trees }: SignedLog, { origin, checkpoint }: TreeLoss): Promise<Position> =>
  checkpoint === undefined
    ? START
    : ((await positionInCopy(log, trees.tree(origin), checkpoint.size)) ?? checkpoint.position);

/**
 * Checks that the log extends the last checkpoint that was signed of it. Looks at its end: see `treeDifference`.
 * Returns warnings.
 *
 * @throws HistoryLost if it does not
 * @throws CheckpointFileUnusable if the file with the newest checkpoint does not tell
 */
export const requireTree = async (signed: SignedLog): Promise<readonly string[]> => {
  const loss = await treeLoss(signed);
  if (loss) throw new HistoryLost([{ reader: `tree ${loss.origin}`, detail: loss.detail }]);
  const known = await readKnownCheckpoint(signed);
  const { size } = await signed.trees.tree(signed.origin).state();
  return known?.origin === signed.origin && known.size > size ? [olderDatabase(known, size, signed.file)] : [];
};

const olderDatabase = ({ size, origin }: KnownCheckpoint, found: number, file: string): string =>
  `The database of the tree of ${origin} is older than ${file}: it has ${found} leaves, checkpoint ${size} was ` +
  'signed. The leaves are added again from the log. Checkpoints, cosignatures and handovers of keys of the time ' +
  'between are lost: restore the newest copy of the database if you have it.';

/** What the event with which a new epoch begins says about the tree of the last epoch before. */
export const lastOfTree = async (
  signed: SignedLog,
): Promise<{ readonly checkpoint: string | null; readonly sharedSize: number | null }> => {
  const known = await readKnownCheckpoint(signed);
  const tree = signed.trees.tree(await lastOrigin(signed, known));
  const last = await newestCheckpoint(tree, known);
  if (!last) return { checkpoint: null, sharedSize: null };
  return { checkpoint: last.note, sharedSize: (await sharedPart(signed.log, tree, last.size))?.size ?? null };
};
