import { createHash } from 'node:crypto';
import { runs } from '../../../test/support/runs.js';
import type { SignedCheckpoint, SigningKey, StampedCheckpoint, StoredTree, TreeStore } from '../port.js';

/** Opens trees for a test, and can open the same ones again. */
export interface OpenedTrees {
  open(): Promise<TreeStore>;
  dispose(): Promise<void>;
}

const hash = (name: string): Buffer => createHash('sha256').update(name).digest();
const hashes = (from: number, to: number): Buffer =>
  Buffer.concat(Array.from({ length: to - from }, (_, index) => hash(`leaf ${from + index}`)));

/** Grows a tree to a size, with level 0 only; leaf n is that of the event at position 10 (n + 1). */
const growTo = async (tree: StoredTree, size: number): Promise<void> => {
  const { size: from } = await tree.state();
  const first = Math.floor(from / 256);
  const tiles = Array.from({ length: Math.ceil(size / 256) - first }, (_, at) => {
    const index = first + at;
    return { level: 0, index, hashes: hashes(index * 256, Math.min(size, (index + 1) * 256)) };
  });
  const positions = Array.from({ length: size - from }, (_, at) => String(10 * (from + at + 1)));
  await tree.grow({ from, size, position: String(10 * size + 5), tiles, positions });
};

const checkpoint = (size: number, overrides: Partial<SignedCheckpoint> = {}): SignedCheckpoint => ({
  size,
  root: hash(`root ${size}`),
  note: `checkpoint ${size}\n`,
  position: String(10 * size),
  signedAt: '2026-11-30T08:00:00.000Z',
  ...overrides,
});

const KEY: SigningKey = { vkey: 'a+1+c', isHandover: false };
/** Saves a checkpoint that the usual key signed. */
const save = (tree: StoredTree, saved: SignedCheckpoint, after: number | undefined): Promise<void> =>
  tree.saveCheckpoint(saved, after, KEY);

const conflict = expect.objectContaining({ code: 'tree-conflict' }) as Error;
const ORIGIN = 'ledgerdesk/default/0';

const tiles = (tree: () => StoredTree): void => {
  it('is empty at first', async () => {
    expect(await tree().state()).toEqual({ size: 0, position: '0' });
    expect([await tree().tile(0, 0), await tree().indexOf('10'), await tree().lastCheckpoint()]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('has the tiles that it grew by, partial ones with their newest hashes', async () => {
    await growTo(tree(), 3);
    await growTo(tree(), 600);
    await growTo(tree(), 601);
    expect(await tree().state()).toEqual({ size: 601, position: '6015' });
    expect(Buffer.from((await tree().tile(0, 0)) ?? [])).toEqual(hashes(0, 256));
    expect(Buffer.from((await tree().tile(0, 2)) ?? [])).toEqual(hashes(512, 601));
    expect(await tree().tile(0, 3)).toBeUndefined();
  });

  it('finds the leaf of an event by the position of the event', async () => {
    await growTo(tree(), 300);
    await growTo(tree(), 700);
    const found = await Promise.all(['10', '2560', '2570', '7000', '5', '15', '7010'].map((at) => tree().indexOf(at)));
    expect(found).toEqual([0, 255, 256, 699, undefined, undefined, undefined]);
    const positions = await Promise.all([0, 256, 699, 700, 1_000].map((index) => tree().positionOf(index)));
    expect(positions).toEqual(['10', '2570', '7000', undefined, undefined]);
    expect((await tree().positions(2)).length).toBe(700 - 512);
    expect((await tree().positions(1)).slice(0, 2)).toEqual(['2570', '2580']);
    expect(await tree().positions(3)).toEqual([]);
  });

  it('takes other positions for all its leaves', async () => {
    await growTo(tree(), 600);
    const moved = Array.from({ length: 600 }, (_, at) => String(7 * (at + 1)));
    await expect(tree().relocate({ size: 599, position: '4193' }, moved)).rejects.toThrow(conflict);
    expect([(await tree().state()).position, await tree().positionOf(0)]).toEqual(['6005', '10']);
    await tree().relocate({ size: 600, position: '4200' }, moved);
    expect(await tree().state()).toEqual({ size: 600, position: '4200' });
    expect(await Promise.all(['7', '4200', '10', '6000'].map((at) => tree().indexOf(at)))).toEqual([
      0,
      599,
      undefined,
      undefined,
    ]);
    expect(await tree().positionOf(256)).toBe(String(7 * 257));
    await growTo(tree(), 601);
  });

  it('has positions beyond 2^53', async () => {
    const position = '9223372036854775807';
    await tree().grow({
      from: 0,
      size: 1,
      position,
      tiles: [{ level: 0, index: 0, hashes: hashes(0, 1) }],
      positions: [position],
    });
    expect([await tree().state(), await tree().indexOf(position)]).toEqual([{ size: 1, position }, 0]);
  });

  it('does not grow from another size, or with other hashes, and is not changed then', async () => {
    await growTo(tree(), 3);
    const other = { level: 0, index: 0, hashes: hashes(1, 5) };
    const growth = { size: 4, position: '99', positions: ['98'] };
    await expect(tree().grow({ ...growth, from: 2, tiles: [] })).rejects.toThrow(conflict);
    await expect(tree().grow({ ...growth, from: 3, tiles: [other] })).rejects.toThrow(conflict);
    expect([await tree().state(), await tree().indexOf('98')]).toEqual([{ size: 3, position: '35' }, undefined]);
  });
};

const checkpoints = (tree: () => StoredTree): void => {
  it('has the newest checkpoint, and earlier ones', async () => {
    await growTo(tree(), 20);
    await save(tree(), checkpoint(5), undefined);
    await save(tree(), checkpoint(9), 5);
    const last = await tree().lastCheckpoint();
    expect({ ...last, root: Buffer.from(last?.root ?? []) }).toEqual(checkpoint(9));
    expect((await tree().checkpointUpTo(8))?.size).toBe(5);
    expect(await tree().checkpointUpTo(4)).toBeUndefined();
  });

  it('refuses a checkpoint that contradicts the last one, is of an earlier one, or larger than the tree', async () => {
    await growTo(tree(), 20);
    await save(tree(), checkpoint(5), undefined);
    await save(tree(), checkpoint(9), 5);
    for (const [refused, after] of [
      [checkpoint(12), undefined],
      [checkpoint(12), 5],
      [checkpoint(8), 9],
      [checkpoint(9, { root: hash('another') }), 9],
      [checkpoint(21), 9],
    ] as const)
      await expect(save(tree(), refused, after)).rejects.toThrow(conflict);
    expect((await tree().lastCheckpoint())?.note).toBe('checkpoint 9\n');
  });

  it('saves one of two checkpoints that are saved at the same time', async () => {
    await growTo(tree(), 20);
    await save(tree(), checkpoint(5), undefined);
    const outcomes = await Promise.allSettled([6, 7].map((size) => save(tree(), checkpoint(size), 5)));
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('takes further signatures of a checkpoint', async () => {
    await growTo(tree(), 20);
    await save(tree(), checkpoint(5), undefined);
    await save(tree(), checkpoint(5, { note: 'signed by another key\n' }), 5);
    expect(await tree().replaceNote(5, 'signed by another key\n', 'cosigned\n')).toBe(true);
    expect((await tree().lastCheckpoint())?.note).toBe('cosigned\n');
    expect(await tree().replaceNote(5, 'signed by another key\n', 'cosigned again\n')).toBe(false);
    expect(await tree().replaceNote(4, 'checkpoint 4\n', 'cosigned\n')).toBe(false);
    expect((await tree().lastCheckpoint())?.note).toBe('cosigned\n');
  });

  it('keeps the last hundred, of those before them one an hour, and those that others hold', async () => {
    const count = 100 + runs({ short: 25, long: 400 });
    await growTo(tree(), count);
    const hour = (size: number): string => String(8 + (Math.floor(size / 5) % 10)).padStart(2, '0');
    for (let size = 1; size <= count; size += 1) {
      const signed = checkpoint(size, { signedAt: `2026-11-30T${hour(size)}:00:00.000Z` });
      const isHandover = size === 12 || size === 13;
      await tree().saveCheckpoint(signed, size === 1 ? undefined : size - 1, { ...KEY, isHandover });
      if (size === 16) await tree().replaceNote(size, signed.note, 'cosigned\n');
    }
    const kept = new Set<number | undefined>();
    for (let size = 1; size <= 25; size += 1) kept.add((await tree().checkpointUpTo(size))?.size);
    expect([...kept]).toEqual([1, 4, 9, 12, 13, 14, 16, 19, 24]);
    expect((await tree().checkpointUpTo(count - 99))?.size).toBe(count - 99);
  });
};

const records = (tree: () => StoredTree): void => {
  it('keeps keys, and the checkpoints with which they handed over, also several at one size', async () => {
    await growTo(tree(), 20);
    const [a, b, c] = ['a+1+c', 'b+2+c', 'c+3+c'];
    const sign = (size: number, after: number | undefined, vkey: string, note: string) =>
      tree().saveCheckpoint(checkpoint(size, { note }), after, { vkey, isHandover: after !== undefined });
    await tree().saveCheckpoint(checkpoint(3), undefined, { vkey: b, isHandover: false });
    await sign(7, 3, a, 'from b to a\n');
    await sign(7, 7, c, 'from a to c\n');
    await tree().saveCheckpoint(checkpoint(9), 7, { vkey: c, isHandover: false });
    await sign(9, 9, b, 'from c to b\n');
    expect((await tree().keys()).map(({ vkey, since }) => [vkey, since])).toEqual([
      [b, 3],
      [a, 7],
      [c, 7],
    ]);
    expect(await tree().handovers()).toEqual([
      { size: 7, vkey: a, note: 'from b to a\n' },
      { size: 7, vkey: c, note: 'from a to c\n' },
      { size: 9, vkey: b, note: 'from c to b\n' },
    ]);
  });

  it('has no key of a checkpoint that was refused', async () => {
    await growTo(tree(), 20);
    await expect(tree().saveCheckpoint(checkpoint(21), undefined, { ...KEY, isHandover: true })).rejects.toThrow(
      conflict,
    );
    expect([await tree().keys(), await tree().handovers()]).toEqual([[], []]);
  });
};

const timeStamps = (tree: () => StoredTree): void => {
  const stamped = (size: number, time = '08:00:05.000'): StampedCheckpoint => ({
    size,
    note: `checkpoint ${size}\n`,
    response: Buffer.from(`stamp of ${size} at ${time}`),
    time: `2026-11-30T${time}Z`,
    askedAt: '2026-11-30T08:00:04.000Z',
  });
  const found = async (size: number): Promise<StampedCheckpoint | undefined> => {
    const one = await tree().timeStampUpTo(size);
    return one && { ...one, response: Buffer.from(one.response) };
  };

  it('keeps time stamps of checkpoints, several of one size too', async () => {
    await growTo(tree(), 20);
    await save(tree(), checkpoint(5), undefined);
    await save(tree(), checkpoint(9), 5);
    expect(await found(20)).toBeUndefined();
    for (const one of [stamped(5), stamped(9), stamped(9, '08:00:09.000'), stamped(9)]) await tree().saveTimeStamp(one);
    expect([await found(20), await found(8), await found(4)]).toEqual([
      stamped(9, '08:00:09.000'),
      stamped(5),
      undefined,
    ]);
  });

  it('refuses time stamps of what is no checkpoint', async () => {
    await growTo(tree(), 20);
    await save(tree(), checkpoint(5), undefined);
    await expect(tree().saveTimeStamp(stamped(6))).rejects.toThrow(conflict);
    expect(await found(20)).toBeUndefined();
  });

  it('keeps the checkpoints that have one', async () => {
    await growTo(tree(), 130);
    for (let size = 1; size <= 104; size += 1) {
      await save(tree(), checkpoint(size), size === 1 ? undefined : size - 1);
      if (size === 2) await tree().saveTimeStamp(stamped(size));
    }
    expect([(await tree().checkpointUpTo(4))?.size, (await found(100))?.size]).toEqual([2, 2]);
  });
};

/** The contract of the tree store port, as a Jest suite. */
export const treeStoreContract = (name: string, open: () => Promise<OpenedTrees>): void => {
  describe(`the tree store contract: ${name}`, () => {
    let opened: OpenedTrees;
    let store: TreeStore;
    beforeEach(async () => {
      opened = await open();
      store = await opened.open();
    });
    afterEach(async () => {
      await store.close();
      await opened.dispose();
    });
    const tree = (): StoredTree => store.tree(ORIGIN);

    describe('tiles', () => tiles(tree));
    describe('checkpoints', () => checkpoints(tree));
    describe('keys', () => records(tree));
    describe('time stamps', () => timeStamps(tree));

    it('keeps trees apart, and has them when it is opened again', async () => {
      await growTo(tree(), 5);
      await growTo(store.tree('ledgerdesk/default/1'), 3);
      await store.close();
      store = await opened.open();
      expect(await store.origins()).toEqual([ORIGIN, 'ledgerdesk/default/1']);
      expect([(await tree().state()).size, (await store.tree('other').state()).size]).toEqual([5, 0]);
    });
  });
};
