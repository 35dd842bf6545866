import {
  consistencyProof,
  encodeTile,
  Frontier,
  type Hash,
  inclusionProof,
  leafHash,
  newTiles,
  nodesOfTiles,
  parseTilePath,
  subtreeRoot,
  type TileId,
  tilePath,
  tileWidth,
  verifyConsistency,
  verifyInclusion,
} from './index.js';

const tile = (level: number, index: number, width = 256): TileId => ({ level, index, width });

it('paths are those of C2SP tlog-tiles, and nothing else is one', () => {
  expect(tilePath(tile(0, 1234067))).toBe('tile/0/x001/x234/067');
  expect(tilePath(tile(0, 0))).toBe('tile/0/000');
  expect(tilePath(tile(1, 1, 17))).toBe('tile/1/001.p/17');
  for (const id of [tile(0, 0), tile(3, 999), tile(0, 1000), tile(63, 1234567, 1), tile(2, 255, 255)])
    expect(parseTilePath(tilePath(id))).toEqual(id);
  for (const path of [
    'tile/00/000',
    'tile/64/000',
    'tile/0/1',
    'tile/0/x000/001',
    'tile/0/x001',
    'tile/0/001/002',
    'tile/0/000.p/0',
    'tile/0/000.p/256',
    'tile/0/000.p/01',
    'tile/0/000/',
    'tile/0/../000',
    '/tile/0/000',
    'tile/entries/000',
    '',
  ])
    expect(parseTilePath(path)).toBeUndefined();
});

it('a tree of 70,000 leaves has the tiles of the example in C2SP tlog-tiles', () => {
  const tiles = [...newTiles(0, 70_000)];
  const at = (level: number) => tiles.filter((id) => id.level === level).map(({ width }) => width);
  expect(at(0)).toEqual([...Array.from({ length: 273 }, () => 256), 112]);
  expect(at(1)).toEqual([256, 17]);
  expect(at(2)).toEqual([1]);
  expect(tiles.every((id) => tileWidth(id, 70_000) === id.width)).toBe(true);
  expect([...newTiles(0, 256)]).toEqual([tile(0, 0), tile(1, 0, 1)]);
  expect([...newTiles(255, 257)]).toEqual([tile(0, 0), tile(0, 1, 1), tile(1, 0, 1)]);
  expect([...newTiles(257, 257)]).toEqual([]);
});

describe('a tree in tiles', () => {
  const SIZE = 66_000;
  const leaves = Array.from({ length: SIZE }, (_, at) => leafHash(Buffer.from(`leaf ${at}`)));
  const files = new Map<string, Uint8Array>();

  /** Writes the tiles of a tree that grows in steps, as a log does. */
  beforeAll(() => {
    let before = 0;
    for (const size of [1, 255, 256, 257, 1000, 65_535, 65_536, SIZE]) {
      for (const id of newTiles(before, size)) {
        const width = 256 ** id.level;
        const hashes = Array.from({ length: id.width }, (_, at) => {
          const start = (id.index * 256 + at) * width;
          return subtreeRoot(leaves.slice(start, start + width));
        });
        files.set(tilePath(id), encodeTile(hashes));
      }
      before = size;
    }
  });

  const headOf = (size: number) => {
    const frontier = new Frontier();
    for (const leaf of leaves.slice(0, size)) frontier.append(leaf);
    return { size, root: frontier.root() };
  };
  const read = (id: TileId): Uint8Array => files.get(tilePath(id)) ?? Buffer.alloc(0);

  it('has inclusion and consistency proofs that verify, from full and partial tiles', async () => {
    const [older, head] = [headOf(1000), headOf(SIZE)];
    const nodes = nodesOfTiles(read, SIZE);
    for (const index of [0, 255, 256, 999, 65_535, 65_536, SIZE - 1]) {
      const proof = await inclusionProof(nodes, index, SIZE);
      expect(verifyInclusion(leaves[index] as Hash, index, head, proof)).toBe(true);
    }
    expect(verifyConsistency(older, head, await consistencyProof(nodes, 1000, SIZE))).toBe(true);
    const small = nodesOfTiles(read, 1000);
    expect(verifyConsistency(headOf(257), older, await consistencyProof(small, 257, 1000))).toBe(true);
  });

  it('refuses a tile that is too short', async () => {
    const nodes = nodesOfTiles((id) => read(id).subarray(32), SIZE);
    await expect(inclusionProof(nodes, 0, SIZE)).rejects.toThrow('The tile tile/0/000 is shorter than it must be.');
  });
});
