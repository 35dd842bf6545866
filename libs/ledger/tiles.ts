import { parseDecimal } from './bytes.js';
import type { NodeId, NodeReader } from './proofs.js';
import { HASH_BYTES } from './sha256.js';
import { type Hash, nodeHash } from './tree-hash.js';

/** Height of a tile: it holds up to 256 hashes, 8 levels of the tree above each other (C2SP tlog-tiles). */
const TILE_HEIGHT = 8;
export const TILE_WIDTH = 256;

/** A tile: `width` hashes at `level · 8` of the tree, the first of which is node `index · 256`. */
export interface TileId {
  readonly level: number;
  readonly index: number;
  /** 1 to 256; less than 256 for a partial tile, at the right edge of the tree. */
  readonly width: number;
}

const MAX_LEVEL = 63;

/** The index in groups of three digits; all but the last begin with x. */
const indexPath = (index: number): string => {
  const digits = String(index);
  const padded = digits.padStart(Math.ceil(digits.length / 3) * 3, '0');
  const groups = padded.match(/\d{3}/g) ?? [];
  return groups.map((group, at) => (at < groups.length - 1 ? `x${group}` : group)).join('/');
};

/** The path of a tile, e.g. `tile/0/x001/x234/067.p/8`. */
export const tilePath = ({ level, index, width }: TileId): string =>
  `tile/${level}/${indexPath(index)}${width < TILE_WIDTH ? `.p/${width}` : ''}`;

const PATH = /^tile\/(\d{1,2})\/((?:x\d{3}\/){0,5}\d{3})(?:\.p\/(\d{1,3}))?$/;

/** Parses the path of a tile; undefined unless it is exactly what `tilePath` writes. */
export const parseTilePath = (path: string): TileId | undefined => {
  const [, levelText = '', indexText = '', widthText] = PATH.exec(path) ?? [];
  const level = parseDecimal(levelText);
  const index = Number(indexText.replaceAll(/[x/]/g, ''));
  const width = widthText === undefined ? TILE_WIDTH : parseDecimal(widthText);
  if (level === undefined || level > MAX_LEVEL || !width || width > TILE_WIDTH) return undefined;
  const tile = { level, index, width };
  return Number.isSafeInteger(index) && tilePath(tile) === path ? tile : undefined;
};

/** Number of hashes that a tree of `size` leaves has at a level of tiles. */
const hashesAt = (level: number, size: number): number => Math.floor(size / TILE_WIDTH ** level);

/** Width of a tile in a tree of `size` leaves; 0 if the tree does not reach it. */
export const tileWidth = ({ level, index }: Pick<TileId, 'level' | 'index'>, size: number): number =>
  Math.max(0, Math.min(TILE_WIDTH, hashesAt(level, size) - index * TILE_WIDTH));

/** The tiles of a tree of `to` leaves that a tree of `from` leaves does not have, the lowest level first. */
export function* newTiles(from: number, to: number): Generator<TileId> {
  for (let level = 0; hashesAt(level, to) > 0; level += 1) {
    const [before, after] = [hashesAt(level, from), hashesAt(level, to)];
    if (before === after) continue;
    for (let index = Math.floor(before / TILE_WIDTH); index * TILE_WIDTH < after; index += 1)
      yield { level, index, width: tileWidth({ level, index }, to) };
  }
}

export const encodeTile = (hashes: readonly Hash[]): Uint8Array => Buffer.concat(hashes);

/** The hashes of a tile; undefined if the bytes are not those of a tile of this width. */
export const decodeTile = (bytes: Uint8Array, width: number): readonly Hash[] | undefined =>
  bytes.length === width * HASH_BYTES
    ? Array.from({ length: width }, (_, at) => bytes.subarray(at * HASH_BYTES, (at + 1) * HASH_BYTES))
    : undefined;

/** The root of a complete subtree of 1, 2, 4 … leaves. */
export const subtreeRoot = (hashes: readonly Hash[]): Hash => {
  let row = hashes;
  while (row.length > 1)
    row = Array.from({ length: row.length / 2 }, (_, at) =>
      nodeHash(row[2 * at] ?? MISSING, row[2 * at + 1] ?? MISSING),
    );
  return row[0] ?? MISSING;
};
const MISSING: Hash = new Uint8Array(0);

/** The tile that holds a node of the tree, and the hashes of the tile that lie below it. */
const tileOf = ({ level, index }: NodeId): Omit<TileId, 'width'> & { readonly from: number; readonly to: number } => {
  const below = 2 ** (level % TILE_HEIGHT);
  const first = index * below;
  const tile = { level: Math.floor(level / TILE_HEIGHT), index: Math.floor(first / TILE_WIDTH) };
  return { ...tile, from: first % TILE_WIDTH, to: (first % TILE_WIDTH) + below };
};

const MAX_TILES = 256;

/** Returns the bytes of a tile, which may be of a larger tree: they begin with those of a partial tile. */
export type TileReader = (tile: TileId) => Uint8Array | Promise<Uint8Array>;

/**
 * Reads the nodes of a tree of `size` leaves from its tiles. The last tiles are kept.
 *
 * @example
 * const nodes = nodesOfTiles((tile) => readFile(join(folder, tilePath(tile))), size);
 * const proof = await inclusionProof(nodes, index, size);
 * @throws RangeError for tiles that are shorter than they must be
 */
export const nodesOfTiles = (read: TileReader, size: number): NodeReader => {
  const tiles = new Map<string, Promise<Uint8Array>>();
  return async (node) => {
    const { from, to, ...tile } = tileOf(node);
    const id = { ...tile, width: tileWidth(tile, size) };
    const path = tilePath(id);
    let bytes = tiles.get(path);
    if (!bytes) {
      tiles.set(path, (bytes = Promise.resolve(read(id))));
      if (tiles.size > MAX_TILES) tiles.delete(tiles.keys().next().value ?? '');
    }
    const hashes = decodeTile((await bytes).subarray(0, id.width * HASH_BYTES), id.width);
    if (!hashes || hashes.length < to) throw new RangeError(`The tile ${path} is shorter than it must be.`);
    return subtreeRoot(hashes.slice(from, to));
  };
};
