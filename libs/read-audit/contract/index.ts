import { Frontier } from '@ledgerdesk/ledger';
import { checkReadAudit } from '../check-tree.js';
import type { ReadAudit, ReadFilter } from '../port.js';
import { EVERYONE, recordText } from '../record.js';
import { hashOfRecord } from '../tree.js';
import { aRead, T } from './samples.js';

interface OpenedAudit {
  /** Opens the store, also again after it was closed. */
  readonly open: () => Promise<ReadAudit>;
  readonly dispose: () => Promise<void>;
}

const recording = (audit: () => ReadAudit): void => {
  it('keeps records in order, and each leaf is the hash of the canonical text', async () => {
    const records = Array.from({ length: 40 }, (_, index) => aRead(index));
    await Promise.all(records.map((record) => audit().record(record)));
    const leaves = await audit().leaves(0, 100);
    expect(leaves.map(({ text }) => text)).toEqual(records.map(recordText));
    expect(leaves.map(({ hash }) => hash)).toEqual(records.map((record) => hashOfRecord(recordText(record))));
    const tree = new Frontier();
    for (const { hash } of leaves) tree.append(hash);
    expect(await audit().tree()).toMatchObject({ size: 40, root: Buffer.from(tree.root()) });
    expect(await audit().leaves(38, 1)).toEqual([expect.objectContaining({ leaf: 38 })]);
    await audit().probe();
  });
};

const pages = (audit: () => ReadAudit): void => {
  const found = async (filter: ReadFilter): Promise<readonly number[]> =>
    (await audit().page(filter, { limit: 100 })).items.map(({ leaf }) => leaf);

  it('finds records by subject, resource, caller, route and time, newest first', async () => {
    await audit().record(aRead(0));
    await audit().record(aRead(10, { caller: { kind: 'agent', id: 'kenji' }, subjects: ['member:acme.bob'] }));
    await audit().record(aRead(20, { route: '/v1/teams', subjects: [], resources: ['team:acme'] }));
    await audit().record(aRead(30, { caller: { kind: 'operator', id: 'root' }, subjects: [EVERYONE], resources: [] }));
    expect(await found({})).toEqual([3, 2, 1, 0]);
    expect(await found({ subject: 'member:acme.aiko' })).toEqual([3, 0]);
    expect(await found({ subject: 'member:acme.bob', caller: 'agent:kenji' })).toEqual([1]);
    expect(await found({ resource: 'team:acme' })).toEqual([2]);
    expect(await found({ caller: 'agent:mia' })).toEqual([2, 0]);
    expect(await found({ caller: 'agent:mia', route: '/v1/teams' })).toEqual([2]);
    expect(await found({ route: '/v1/teams' })).toEqual([2]);
    expect(await found({ from: T(10), to: T(30) })).toEqual([2, 1]);
    expect(await found({ from: T(90_000) })).toEqual([]);
    expect((await audit().page({}, { limit: 1 })).items).toEqual([
      { ...aRead(30, { caller: { kind: 'operator', id: 'root' }, subjects: [EVERYONE], resources: [] }), leaf: 3 },
    ]);
  });

  it('reads page by page, also if few of many records match', async () => {
    const records = Array.from({ length: 2_100 }, (_, index) => aRead(index, index === 3 ? { route: '/rare' } : {}));
    await Promise.all(records.map((record) => audit().record(record)));
    const first = await audit().page({}, { limit: 2 });
    expect([first.items.map(({ leaf }) => leaf), first.next]).toEqual([[2_099, 2_098], 2_098]);
    const rare = { caller: 'agent:mia', route: '/rare' };
    const empty = await audit().page(rare, { limit: 5 });
    expect([empty.items, empty.next]).toEqual([[], 100]);
    const last = await audit().page(rare, { limit: 5, before: empty.next });
    expect([last.items.map(({ leaf }) => leaf), last.next]).toEqual([[3], undefined]);
  });
};

const upkeep = (audit: () => ReadAudit): void => {
  const note = (size: number) => ({ size, at: T(size), note: `note ${size}` });

  it('keeps the newest checkpoint of each hour, and none of a smaller tree', async () => {
    expect(await audit().latestCheckpoint()).toBeUndefined();
    for (const size of [3, 5, 4, 5, 3_700]) await audit().saveCheckpoint(note(size));
    expect(await audit().checkpoints(0, 9)).toEqual([note(5), note(3_700)]);
    expect(await audit().checkpoints(6, 9)).toEqual([note(3_700)]);
    expect(await audit().latestCheckpoint()).toEqual(note(3_700));
  });

  it('drops old records, some at a time, and the tree stays verifiable', async () => {
    for (let second = 0; second < 5; second += 1) await audit().record(aRead(second));
    const before = await audit().tree();
    const oldest = { count: 3, firstLeaf: 0, lastLeaf: 2, from: T(0), to: T(2) };
    expect(await audit().droppable(T(3), 9)).toEqual(oldest);
    expect(await audit().droppable(T(9), 3)).toEqual(oldest);
    expect(await audit().drop(T(3), 2)).toEqual({ count: 2, firstLeaf: 0, lastLeaf: 1, from: T(0), to: T(1) });
    expect(await audit().drop(T(3), 2)).toEqual({ count: 1, firstLeaf: 2, lastLeaf: 2, from: T(2), to: T(2) });
    expect(await audit().drop(T(3), 2)).toBeUndefined();
    expect(await audit().droppable(T(3), 9)).toBeUndefined();
    expect(await audit().tree()).toEqual(before);
    expect(await checkReadAudit(audit())).toEqual({ size: 5, dropped: 3, findings: [] });
    const { items } = await audit().page({ subject: 'member:acme.aiko' }, { limit: 9 });
    expect(items.map(({ leaf }) => leaf)).toEqual([4, 3]);
    await audit().record(aRead(9));
    expect((await audit().page({}, { limit: 1 })).items[0]?.leaf).toBe(5);
  });
};

/** Jest suite that every store of the read audit must pass. */
export const readAuditContract = (name: string, make: () => Promise<OpenedAudit>): void => {
  describe(name, () => {
    let storage: OpenedAudit;
    let audit: ReadAudit;
    beforeEach(async () => {
      storage = await make();
      audit = await storage.open();
    });
    afterEach(async () => {
      await audit.close();
      await storage.dispose();
    });

    it('keeps records and the tree when closed', async () => {
      await audit.record(aRead(1));
      const tree = await audit.tree();
      await audit.close();
      audit = await storage.open();
      expect(await audit.tree()).toEqual(tree);
      expect((await audit.page({}, { limit: 9 })).items).toEqual([{ ...aRead(1), leaf: 0 }]);
    });

    it('appends to one tree from two that have it open', async () => {
      const other = await storage.open();
      await Promise.all(Array.from({ length: 20 }, (_, n) => (n % 2 ? audit : other).record(aRead(n))));
      await other.close();
      expect(await checkReadAudit(audit)).toEqual({ size: 20, dropped: 0, findings: [] });
    });

    recording(() => audit);
    pages(() => audit);
    upkeep(() => audit);
  });
};
