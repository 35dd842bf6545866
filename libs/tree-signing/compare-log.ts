import { leafOf, type LeafSource, leafSource, type ReadableLog, readEventAt, START } from '@ledgerdesk/event-store';
import { comparePositions, type Position } from '@ledgerdesk/kernel';
import type { SignedCheckpoint, StoredTree } from '@ledgerdesk/tree-store';
import type { KnownCheckpoint } from './known-checkpoint.js';
import { TreeBuilder } from './tree-builder.js';

type ComparedLog = Pick<ReadableLog, 'all' | 'leaves' | 'readAll' | 'head'>;

/** Leaves that a start of an engine adds to its tree before it compares it. What is missing beyond is added later. */
const LEAVES_AT_START = 100_000;
const LEAVES_PER_PAGE = 2_000;
const TILE_WIDTH = 256;
const HASH_BYTES = 32;

const isSame = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0;

/** The newest checkpoint of a tree: the stored one, or the one that is known from elsewhere, if it is larger. */
export const newestCheckpoint = async (
  tree: StoredTree,
  known: KnownCheckpoint | undefined,
): Promise<SignedCheckpoint | undefined> => {
  const stored = await tree.lastCheckpoint();
  return known?.origin === tree.origin && known.size > (stored?.size ?? -1) ? known : stored;
};

/** The hash of a leaf as the tree has it; undefined if it does not reach it. */
const storedLeaf = async (tree: StoredTree, index: number): Promise<Uint8Array | undefined> => {
  const tile = await tree.tile(0, Math.floor(index / TILE_WIDTH));
  const from = (index % TILE_WIDTH) * HASH_BYTES;
  return tile && tile.length > from ? tile.subarray(from, from + HASH_BYTES) : undefined;
};

/**
 * How a log contradicts the newest checkpoint of its tree, as the rest of a sentence; undefined if it does not. Looks
 * at its end only, and at the tree that it keeps: `TreeSigner` compares whatever is signed.
 */
export const treeDifference = async (
  log: ComparedLog,
  tree: StoredTree,
  last: SignedCheckpoint,
): Promise<string | undefined> => {
  const source = leafSource(log);
  const recorded = await source.tree();
  if (!recorded) return lastLeafDifference(log, tree);
  // The leaves of an older log are being added. It has at most as many as its last position.
  if (comparePositions(recorded.position, recorded.since) < 0) {
    const head = await (log.all ?? log).head();
    return comparePositions(head, String(last.size)) < 0
      ? `checkpoint ${last.size} was signed, the log ends at position ${head}`
      : lastLeafDifference(log, tree);
  }
  if (recorded.size < last.size)
    return `checkpoint ${last.size} was signed, the log has ${recorded.size} of these ${last.size} events`;
  const builder = await TreeBuilder.load(tree);
  if (builder.size > recorded.size) return `it has read ${builder.size} events, of which the log has ${recorded.size}`;
  await extend(builder, source, (await tree.state()).position, recorded.position);
  const isWhole = builder.size === recorded.size;
  return isWhole && !isSame(builder.root(), recorded.root) ? 'the log has other events than were signed' : undefined;
};

const extend = async (builder: TreeBuilder, source: LeafSource, after: Position, until: Position): Promise<void> => {
  let position = after;
  for (let added = 0; added < LEAVES_AT_START && comparePositions(position, until) < 0;) {
    const { leaves, scannedTo } = await source.page(position, LEAVES_PER_PAGE);
    for (const leaf of leaves) if (comparePositions(leaf.position, until) <= 0) builder.add(leaf.hash);
    if (scannedTo === position) return;
    added += leaves.length;
    position = scannedTo;
  }
};

/** Compares the event of the last leaf of the tree with that leaf. */
const lastLeafDifference = async (log: ComparedLog, tree: StoredTree): Promise<string | undefined> => {
  const { size } = await tree.state();
  const position = size === 0 ? undefined : await tree.positionOf(size - 1);
  if (position === undefined) return undefined;
  const event = await readEventAt(log.all ?? log, position);
  if (!event) return `it has read an event at position ${position}, the log has none there`;
  const [leaf, stored] = [leafOf(event), await storedLeaf(tree, size - 1)];
  return leaf && stored && isSame(leaf, stored) ? undefined : `the log has another event at position ${position}`;
};

/**
 * Number of leaves at the beginning of a log that its tree has too, at most `size`; undefined if the tree does not have
 * enough of them to know. Reads as many.
 */
export const sharedSize = async (log: ComparedLog, tree: StoredTree, size: number): Promise<number | undefined> => {
  const source = leafSource(log);
  let shared = 0;
  for (let position: Position = START; shared < size;) {
    const { leaves, scannedTo, end } = await source.page(position, LEAVES_PER_PAGE);
    for (const { hash } of leaves) {
      if (shared === size) return shared;
      const stored = await storedLeaf(tree, shared);
      if (!stored || !isSame(stored, hash)) return stored ? shared : undefined;
      shared += 1;
    }
    if (end || scannedTo === position) return shared;
    position = scannedTo;
  }
  return shared;
};
