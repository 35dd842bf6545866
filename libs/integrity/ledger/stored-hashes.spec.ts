import { Frontier, subtreeRoot, TILE_WIDTH } from '@ledgerdesk/ledger';
import { createHash } from 'node:crypto';
import { StoredPositions } from './stored-positions.js';
import { StoredTiles } from './stored-tiles.js';

const LEAVES = 2 * TILE_WIDTH + 40;
const leafAt = (n: number): Uint8Array => createHash('sha256').update(String(n)).digest();
const positionAt = (n: number): string => String(10 * (n + 1));

/** Two full tiles of leaves and a third one. */
const tileOfLeaves = (index: number, size: number): Uint8Array =>
  Buffer.concat(
    Array.from({ length: Math.min(TILE_WIDTH, size - index * TILE_WIDTH) }, (_, n) => leafAt(index * TILE_WIDTH + n)),
  );

describe('the stored tiles of a tree', () => {
  /** Compares tiles of level 0 with the leaves; higher levels are as they should be. */
  const differences = async (size: number, read: (index: number) => Uint8Array | undefined) => {
    const tiles = new StoredTiles(async (level, index) => (level === 0 ? read(index) : new Uint8Array(0)), size);
    const found = [];
    for (let n = 0; n < LEAVES; n += 1) found.push(...(await tiles.add(leafAt(n))));
    found.push(...(await tiles.end()));
    return found.filter(({ level }) => level === 0).map(({ index }) => index);
  };

  it('are as they should be, also if the tree ends before the log, or has grown since', async () => {
    for (const size of [LEAVES, TILE_WIDTH + 1, TILE_WIDTH, 7])
      expect(
        await differences(size, (index) => (index * TILE_WIDTH < size ? tileOfLeaves(index, size) : undefined)),
      ).toEqual([]);
    expect(await differences(TILE_WIDTH, (index) => tileOfLeaves(index, LEAVES + 100))).toEqual([]);
  });

  it('are found if they are missing, too short, or end within a hash', async () => {
    expect(await differences(LEAVES, () => undefined)).toEqual([0, 1, 2]);
    expect(await differences(LEAVES, (index) => tileOfLeaves(index, LEAVES).subarray(32 * index))).toEqual([1, 2]);
    expect(await differences(LEAVES, (index) => tileOfLeaves(index, LEAVES).subarray(0, -32))).toEqual([0, 1, 2]);
    expect(
      await differences(LEAVES, (index) => Buffer.concat([tileOfLeaves(index, LEAVES), Buffer.from('x')])),
    ).toEqual([0, 1, 2]);
  });
});

describe('the stored tiles of a tree that is compared from within', () => {
  const SIZE = TILE_WIDTH + 77;
  const frontier = new Frontier();
  for (let n = 0; n < SIZE; n += 1) frontier.append(leafAt(n));
  const above = subtreeRoot(Array.from({ length: TILE_WIDTH }, (_, n) => leafAt(n)));
  const tileAt = (level: number, index: number) => (level === 0 ? tileOfLeaves(index, LEAVES) : above);
  const resumed = async (read: (level: number, index: number) => Uint8Array) => {
    const tiles = new StoredTiles(async (level, index) => read(level, index), LEAVES);
    const found = [...(await tiles.resume(frontier))];
    for (let n = SIZE; n < LEAVES; n += 1) found.push(...(await tiles.add(leafAt(n))));
    return [...found, ...(await tiles.end())].map(({ level, index }) => [level, index]);
  };

  it('are compared from there on, and what is open with the frontier', async () => {
    const whole = (level: number, index: number) =>
      level === 0
        ? tileAt(level, index)
        : Buffer.concat([above, subtreeRoot(Array.from({ length: TILE_WIDTH }, (_, n) => leafAt(TILE_WIDTH + n)))]);
    expect(await resumed(whole)).toEqual([]);
    const other = (level: number, index: number) => {
      const tile = Buffer.from(whole(level, index));
      if (level === 0 && index === 1) tile[40] = (tile[40] ?? 0) ^ 1;
      return tile;
    };
    expect((await resumed(other))[0]).toEqual([0, 1]);
  });
});

describe('the stored positions of leaves', () => {
  const all = Array.from({ length: LEAVES }, (_, n) => positionAt(n));
  const compared = async (size: number, stored: readonly string[], position = positionAt(size - 1)) => {
    const read = async (tile: number) => stored.slice(tile * TILE_WIDTH, (tile + 1) * TILE_WIDTH);
    const positions = new StoredPositions(read, { size, position });
    for (const position of all) await positions.add(position);
    await positions.end();
    const { differences: found, isMoved, isOfOtherLog } = positions;
    return { differences: found, isMoved, isOfOtherLog, sizeAtState: positions.sizeAtState(true) };
  };
  const differences = async (size: number, stored: readonly string[]) => (await compared(size, stored)).differences;

  it('are as they should be, also if the tree ends before the log, or has grown since', async () => {
    for (const size of [LEAVES, TILE_WIDTH, 7, 0]) expect(await differences(size, all.slice(0, size))).toEqual([]);
    expect(await differences(7, [...all, '999999'])).toEqual([]);
  });

  it('are those of another log in a copy, from the first on that differs', async () => {
    const moved = all.map((position, n) => (n < 300 ? position : `${position}1`));
    const found = await compared(LEAVES, moved, moved.at(-1));
    expect(found).toMatchObject({ isMoved: true, isOfOtherLog: true, sizeAtState: LEAVES });
    for (const stored of [all.with(300, '3001'), all.with(-1, '99999'), all.slice(0, -1), all.toReversed()])
      expect(await compared(LEAVES, stored)).toMatchObject({ isMoved: false, isOfOtherLog: false });
  });

  it('are not those of another log for sure if only some of the last tile are others', async () => {
    const raised = all.with(-1, '99999');
    const found = await compared(LEAVES, raised, '99999');
    expect(found).toMatchObject({ differences: [2], isMoved: true, isOfOtherLog: false, sizeAtState: LEAVES });
  });

  it('show the size of a tree of another log', async () => {
    const moved = all.map((position) => `${position}1`);
    for (const size of [1, TILE_WIDTH, LEAVES - 1, LEAVES + 1])
      expect(await compared(size, moved, moved.at(-1))).toMatchObject({ isOfOtherLog: true, sizeAtState: LEAVES });
    expect(await compared(300, moved.slice(0, 300), moved[299])).toMatchObject({ isMoved: true, sizeAtState: 300 });
  });

  it('go on behind those that were compared before', async () => {
    const read = async (tile: number) => all.with(300, '3001').slice(tile * TILE_WIDTH, (tile + 1) * TILE_WIDTH);
    const start = { size: TILE_WIDTH + 20, positions: all.slice(TILE_WIDTH, TILE_WIDTH + 20) };
    const positions = new StoredPositions(read, { size: LEAVES, position: all.at(-1) ?? '' }, start);
    for (const position of all.slice(start.size)) await positions.add(position);
    await positions.end();
    expect([positions.differences, positions.sizeAtState(true)]).toEqual([[1], LEAVES]);
  });

  it('are found if one is another, or some are missing', async () => {
    expect(await differences(LEAVES, all.with(300, '3001'))).toEqual([1]);
    expect(await differences(LEAVES, all.slice(0, -1))).toEqual([2]);
    expect(await differences(LEAVES, [])).toEqual([0, 1, 2]);
  });
});
