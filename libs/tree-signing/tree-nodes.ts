import { type NodeReader, nodesOfTiles, rootAt, type Hash, EMPTY_ROOT } from '@ledgerdesk/ledger';
import type { StoredTree } from '@ledgerdesk/tree-store';

/** Reads the nodes of a stored tree as it was with `size` leaves, for proofs. */
export const nodesOf = (tree: StoredTree, size: number): NodeReader =>
  nodesOfTiles(async ({ level, index }) => (await tree.tile(level, index)) ?? new Uint8Array(0), size);

/** The root of a stored tree as it was with `size` leaves. */
export const storedRoot = async (tree: StoredTree, size: number): Promise<Hash> =>
  size === 0 ? EMPTY_ROOT : rootAt(nodesOf(tree, size), size);
