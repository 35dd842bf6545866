import { decodeTile, encodeTile, Frontier, type Hash, subtreeRoot, TILE_WIDTH } from '@ledgerdesk/ledger';
import type { StoredTree, TreeTile } from '@ledgerdesk/tree-store';

const HASH_BYTES = 32;

/** The tile at the right edge of one level of a tree: its hashes so far, and whether some are not stored yet. */
interface EdgeTile {
  index: number;
  hashes: Hash[];
  isNew: boolean;
}

const bitsOf = (width: number): readonly number[] =>
  [128, 64, 32, 16, 8, 4, 2, 1].filter((bit) => Math.floor(width / bit) % 2 === 1);

/**
 * The right edge of a tree as tiles: adds leaves, and makes the tiles that a store needs for them. Holds at most 255
 * hashes of each level.
 *
 * @example
 * const builder = await TreeBuilder.load(tree);
 * builder.add(leaf);
 * await tree.grow({ from, size: builder.size, tiles: builder.takeTiles(), positions, position });
 */
export class TreeBuilder {
  #size: number;
  readonly #edges: EdgeTile[];
  #full: TreeTile[] = [];

  private constructor(size: number, edges: EdgeTile[]) {
    this.#size = size;
    this.#edges = edges;
  }

  /** Reads the right edge of a stored tree, as it was at a size. Default: as it is. */
  static async load(tree: StoredTree, atSize?: number): Promise<TreeBuilder> {
    const size = atSize ?? (await tree.state()).size;
    const edges: EdgeTile[] = [];
    for (let hashes = size, level = 0; hashes > 0; hashes = Math.floor(hashes / TILE_WIDTH), level += 1) {
      const width = hashes % TILE_WIDTH;
      const index = Math.floor(hashes / TILE_WIDTH);
      const bytes = width === 0 ? new Uint8Array(0) : await tree.tile(level, index);
      const decoded = bytes && decodeTile(bytes.subarray(0, width * HASH_BYTES), width);
      if (!decoded) throw new RangeError(`Tile ${index} of level ${level} of ${tree.origin} is not what it must be.`);
      edges.push({ index, hashes: [...decoded], isNew: false });
    }
    return new TreeBuilder(size, edges);
  }

  /** Number of leaves. */
  get size(): number {
    return this.#size;
  }

  add(leaf: Hash): void {
    this.#size += 1;
    this.#push(0, leaf);
  }

  /** Takes the tiles that are new or have grown since the last call. */
  takeTiles(): readonly TreeTile[] {
    const partial = this.#edges.flatMap(({ index, hashes, isNew }, level) =>
      isNew && hashes.length > 0 ? [{ level, index, hashes: encodeTile(hashes) }] : [],
    );
    for (const edge of this.#edges) edge.isNew = false;
    return [...this.#full.splice(0), ...partial];
  }

  root(): Hash {
    const frontier = new Frontier();
    for (const [level, { hashes }] of [...this.#edges.entries()].reverse()) {
      let from = 0;
      for (const width of bitsOf(hashes.length)) {
        frontier.appendSubtree(TILE_WIDTH ** level * width, subtreeRoot(hashes.slice(from, from + width)));
        from += width;
      }
    }
    return frontier.root();
  }

  #push(level: number, hash: Hash): void {
    const edge = (this.#edges[level] ??= { index: 0, hashes: [], isNew: false });
    edge.hashes.push(hash);
    edge.isNew = true;
    if (edge.hashes.length < TILE_WIDTH) return;
    this.#full.push({ level, index: edge.index, hashes: encodeTile(edge.hashes) });
    const root = subtreeRoot(edge.hashes);
    this.#edges[level] = { index: edge.index + 1, hashes: [], isNew: false };
    this.#push(level + 1, root);
  }
}
