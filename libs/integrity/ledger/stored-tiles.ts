import { type Hash, subtreeRoot, TILE_WIDTH } from '@ledgerdesk/ledger';

const HASH_BYTES = 32;

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
