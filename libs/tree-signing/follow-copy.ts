import { leafSource, type LeafSource, START } from '@ledgerdesk/event-store';
import type { Position } from '@ledgerdesk/kernel';
import { type StoredTree, TreeConflict } from '@ledgerdesk/tree-store';
import { type ComparedLog, storedLeaf } from './compare-log.js';

const LEAVES_PER_PAGE = 2_000;
/** Events that a log may begin with and that have no leaf, such as the one that names it. */
const FIRST_EVENTS = 100;

/** The position of the first leaf of a log; undefined if none of its first events has one. */
const firstPosition = async (source: LeafSource): Promise<Position | undefined> =>
  (await source.page(START, FIRST_EVENTS)).leaves[0]?.position;

/**
 * The positions that the leaves of a tree have in a log, and where it ends with them; undefined if the log does not
 * begin with these leaves.
 */
const positionsIn = async (
  source: LeafSource,
  tree: StoredTree,
  size: number,
): Promise<readonly Position[] | undefined> => {
  const positions: Position[] = [];
  for (let after: Position = START; positions.length < size;) {
    const { leaves, scannedTo, end } = await source.page(after, LEAVES_PER_PAGE);
    for (const { position, hash } of leaves.slice(0, size - positions.length)) {
      const stored = await storedLeaf(tree, positions.length);
      if (!stored || Buffer.compare(stored, hash) !== 0) return undefined;
      positions.push(position);
    }
    if (end && positions.length < size) return undefined;
    after = scannedTo;
  }
  return positions;
};

/**
 * Gives the leaves of a tree the positions that their events have in a log, if that is a copy of the one that the tree
 * was made of: it begins with the same leaves, at other positions. Returns whether it is: compare them again then,
 * since of several engines that start on a copy at one time, one moves the tree. Reads as much of the log as the tree
 * has, unless the first event of a log on a server shows that it is none.
 */
export const followCopy = async (log: ComparedLog, tree: StoredTree): Promise<boolean> => {
  const source = leafSource(log);
  const { size } = await tree.state();
  if (size === 0) return false;
  const isSameAtFirst = (await firstPosition(source)) === (await tree.positionOf(0));
  if (isSameAtFirst && !(log.all ?? log).leaves) return false;
  const positions = await positionsIn(source, tree, size);
  const last = positions?.at(-1);
  if (!positions || last === undefined || last === (await tree.positionOf(size - 1))) return false;
  try {
    await tree.relocate({ size, position: last }, positions);
  } catch (error) {
    // Another engine that starts on the copy was quicker, and has added leaves.
    if (!(error instanceof TreeConflict)) throw error;
  }
  return true;
};
