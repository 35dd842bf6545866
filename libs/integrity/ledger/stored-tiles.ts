import { type Frontier, type Hash, subtreeRoot, TILE_WIDTH } from '@ledgerdesk/ledger';

const HASH_BYTES = 32;
/** Of the size before the hashes of a frontier. */
const SIZE_BYTES = 8;

/** The roots of the complete subtrees of a tree, the largest first. */
const peaksOf = (frontier: Frontier): Hash[] => {
  const bytes = Buffer.from(frontier.toBytes()).subarray(SIZE_BYTES);
  return Array.from({ length: bytes.length / HASH_BYTES }, (_, n) =>
    bytes.subarray(n * HASH_BYTES, (n + 1) * HASH_BYTES),
  );
};

/** Number of levels of tiles that a tree has. */
const levelsOf = (size: number): number => {
  let levels = 0;
  for (let nodes = size; nodes > 0; nodes = Math.floor(nodes / TILE_WIDTH)) levels += 1;
  return levels;
};

/** The first hashes of a stored tile. Those that it lacks are zeros, which no hash is. */
const hashesIn = (stored: Uint8Array, count: number): Hash[] =>
  Array.from({ length: count }, (_, n) => {
    const hash = Buffer.alloc(HASH_BYTES);
    hash.set(stored.subarray(n * HASH_BYTES, (n + 1) * HASH_BYTES));
    return hash;
  });

/** Compares the nodes of one level with the next peaks, which it takes off. */
const hasPeaks = (hashes: readonly Hash[], peaks: Hash[]): boolean => {
  let [at, isSame] = [0, true];
  for (let width = TILE_WIDTH / 2; width >= 1; width /= 2) {
    if (Math.floor(hashes.length / width) % 2 === 0) continue;
    const peak = peaks.shift();
    isSame &&= peak !== undefined && Buffer.compare(peak, subtreeRoot(hashes.slice(at, at + width))) === 0;
    at += width;
  }
  return isSame;
};

/** Reads the hashes of a stored tile; undefined if it is not stored. */
export type ReadTile = (level: number, index: number) => Promise<Uint8Array | undefined>;

/** A tile whose stored hashes are not those of the leaves, or too few. */
export interface TileDifference {
  readonly level: number;
  readonly index: number;
}

interface OpenTile {
  index: number;
  hashes: Hash[];
}

/** Compares stored tiles with the leaves, level by level, as the leaves come in order. */
export class StoredTiles {
  private readonly open: OpenTile[] = [];

  /** `size`: number of leaves of the stored tree. */
  constructor(
    private readonly read: ReadTile,
    private readonly size: number,
  ) {}

  /**
   * Goes on behind the leaves of a frontier. What the tiles that are not full have of these leaves is compared with it.
   */
  async resume(frontier: Frontier): Promise<readonly TileDifference[]> {
    const { size } = frontier;
    const peaks = peaksOf(frontier);
    const found: TileDifference[] = [];
    for (let level = levelsOf(size) - 1; level >= 0; level -= 1) {
      const nodes = Math.floor(size / TILE_WIDTH ** level);
      const index = Math.floor(nodes / TILE_WIDTH);
      const hashes = hashesIn((await this.read(level, index)) ?? new Uint8Array(0), nodes % TILE_WIDTH);
      this.open[level] = { index, hashes };
      if (!hasPeaks(hashes, peaks)) found.push({ level, index });
    }
    return found;
  }

  /** Adds a leaf. Returns the tiles that are full now, and differ. */
  async add(leaf: Hash): Promise<readonly TileDifference[]> {
    const found: TileDifference[] = [];
    let hash: Hash | undefined = leaf;
    for (let level = 0; hash; level += 1) hash = await this.addAt(level, hash, found);
    return found;
  }

  /** Returns the tiles that are not full, and differ in the hashes that they have. */
  async end(): Promise<readonly TileDifference[]> {
    const found: TileDifference[] = [];
    for (const [level, { index, hashes }] of this.open.entries())
      if (hashes.length > 0 && (await this.differs(level, index, hashes))) found.push({ level, index });
    return found;
  }

  /** Returns the hash that the level above gets, if the tile is full. */
  private async addAt(level: number, hash: Hash, found: TileDifference[]): Promise<Hash | undefined> {
    const tile = (this.open[level] ??= { index: 0, hashes: [] });
    tile.hashes.push(hash);
    if (tile.hashes.length < TILE_WIDTH) return undefined;
    const { index, hashes } = tile;
    this.open[level] = { index: index + 1, hashes: [] };
    if (await this.differs(level, index, hashes)) found.push({ level, index });
    return subtreeRoot(hashes);
  }

  private async differs(level: number, index: number, hashes: readonly Hash[]): Promise<boolean> {
    const stored = (await this.read(level, index)) ?? new Uint8Array(0);
    const known = Math.min(Math.floor(stored.length / HASH_BYTES), hashes.length);
    const computed = Buffer.concat(hashes.slice(0, known));
    return (
      known < Math.min(this.due(level, index), hashes.length) ||
      stored.length % HASH_BYTES !== 0 ||
      !computed.equals(stored.subarray(0, known * HASH_BYTES))
    );
  }

  /** How many hashes a tile of the stored tree has. */
  private due(level: number, index: number): number {
    const nodes = Math.floor(this.size / TILE_WIDTH ** level);
    return Math.min(TILE_WIDTH, Math.max(0, nodes - index * TILE_WIDTH));
  }
}
