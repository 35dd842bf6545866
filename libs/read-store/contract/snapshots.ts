import { batch, fill, notes, withStores, type OpenStores } from './sample.js';

/** All queries of a snapshot see the same rows, and the checkpoint that they belong to. */
export const snapshotContract = (open: OpenStores): void => {
  describe('snapshots', () => {
    it(
      'show no commit of another connection that occurs meanwhile, and show it afterwards',
      withStores(open, async ({ store, view }) => {
        await fill(store, { a: { size: 1 }, b: { size: 2 } });
        for (const reader of [await view(), store]) {
          const before = await reader.checkpoint(notes());
          const position = Number(before?.position);
          await reader.snapshot(async (rows) => {
            const size = (await rows.get('open-notes', 'a'))?.['size'];
            const next = { a: { size: Number(size) + 1 } };
            expect(await store.commit(notes(), batch(String(position), String(position + 1), next))).toBe(true);
            expect(await rows.get('open-notes', 'a')).toEqual({ size });
            expect(await rows.checkpoint(notes())).toEqual(before);
            expect(await rows.serving('open-notes')).toBe(1);
            const visited: unknown[] = [];
            for (const _ of [1, 2]) await rows.each('open-notes', [], (row) => visited.push(row['size']));
            expect(visited.sort()).toEqual([size, size, 2, 2].sort());
          });
          expect(await reader.checkpoint(notes())).toMatchObject({ position: String(position + 1) });
        }
      }),
    );

    it(
      'have no rows before a version serves, and reject with the error of their reader',
      withStores(open, async ({ store, view }) => {
        const reader = await view();
        expect(await reader.snapshot((rows) => rows.find('open-notes'))).toEqual([]);
        await fill(store, { a: { size: 1 } });
        const failing = reader.snapshot(async () => {
          throw new Error('Enough.');
        });
        await expect(failing).rejects.toThrow('Enough.');
        expect(await reader.snapshot((rows) => rows.count('open-notes'))).toBe(1);
      }),
    );
  });
};
