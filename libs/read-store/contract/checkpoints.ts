import { InvalidRow, TableMismatch, InvalidColumnValue } from '../errors.js';
import { batch, fill, notes, withStores, type OpenStores } from './sample.js';

/** Rows and checkpoint move together, by compare-and-set on name and version. */
export const checkpointContract = (open: OpenStores): void => {
  describe('checkpoints', () => {
    it(
      'writes rows and checkpoint together',
      withStores(open, async ({ store, again }) => {
        await store.prepare(notes());
        expect(await store.commit(notes(), batch(undefined, '7', { a: { title: 'A' }, b: { title: 'B' } }))).toBe(true);
        const other = await again();
        expect(await other.checkpoint(notes())).toEqual({ logId: 'log', position: '7' });
        expect(await other.rows(notes(), ['b', 'a', 'none'])).toEqual({
          checkpoint: { logId: 'log', position: '7' },
          rows: new Map([
            ['b', { title: 'B' }],
            ['a', { title: 'A' }],
          ]),
        });
      }),
    );

    it(
      'says of rows that there is no checkpoint yet',
      withStores(open, async ({ store }) => {
        await store.prepare(notes());
        expect(await store.rows(notes(), ['a'])).toEqual({ checkpoint: undefined, rows: new Map() });
      }),
    );

    it(
      'replaces a row that stands and removes one that is gone',
      withStores(open, async ({ store }) => {
        await store.prepare(notes());
        await store.commit(notes(), batch(undefined, '1', { a: { title: 'A', size: 1 }, b: { title: 'B' } }));
        await store.commit(notes(), batch('1', '2', { a: { title: 'A2' }, b: undefined, never: undefined }));
        expect(await store.page(notes(), undefined, 10)).toEqual([{ key: 'a', row: { title: 'A2' } }]);
      }),
    );

    it.each([
      ['nothing was kept, something expected', undefined, batch('1', '2')],
      ['something was kept, nothing expected', '1', batch(undefined, '2')],
      ['another position was kept', '1', batch('3', '4')],
      ['another log was kept', '1', batch('1', '2', {}, 'other-log')],
    ])('writes nothing when %s', (_case, kept, late) =>
      withStores(open, async ({ store }) => {
        await store.prepare(notes());
        if (kept !== undefined) await store.commit(notes(), batch(undefined, kept));
        const before = await store.checkpoint(notes());
        expect(await store.commit(notes(), { ...late, rows: new Map([['a', { title: 'late' }]]) })).toBe(false);
        expect(await store.checkpoint(notes())).toEqual(before);
        expect(await store.page(notes(), undefined, 10)).toEqual([]);
      })(),
    );

    it(
      'lets one of two runners win each step',
      withStores(open, async ({ store, again }) => {
        const other = await again();
        await store.prepare(notes());
        const outcomes = await Promise.all([
          store.commit(notes(), batch(undefined, '1')),
          other.commit(notes(), batch(undefined, '1')),
        ]);
        expect([...outcomes].sort()).toEqual([false, true]);
      }),
    );

    it(
      'keeps the checkpoints of two versions apart',
      withStores(open, async ({ store }) => {
        await store.prepare(notes(1));
        await store.prepare(notes(2));
        await store.commit(notes(1), batch(undefined, '9'));
        expect(await store.checkpoint(notes(2))).toBeUndefined();
        await store.commit(notes(2), batch(undefined, '3'));
        expect(await store.checkpoint(notes(1))).toEqual({ logId: 'log', position: '9' });
      }),
    );

    it.each([InvalidColumnValue, InvalidRow])(
      'refuses a row that does not fit its columns as %p, and keeps the checkpoint',
      (refusal) =>
        withStores(open, async ({ store }) => {
          await store.prepare(notes());
          await expect(
            store.commit(notes(), batch(undefined, '1', { a: { title: 'A' }, b: { title: 5 } })),
          ).rejects.toBeInstanceOf(refusal);
          expect(await store.checkpoint(notes())).toBeUndefined();
          expect(await store.page(notes(), undefined, 10)).toEqual([]);
        })(),
    );

    it(
      'goes on from where it stood with other rows once it refused some',
      withStores(open, async ({ store }) => {
        await fill(store, { a: { title: 'A' } });
        await expect(
          store.commit(notes(), batch('1', '3', { a: { title: 'A3' }, b: { size: 0.5 } })),
        ).rejects.toBeInstanceOf(InvalidRow);
        expect(await store.commit(notes(), batch('1', '2', { a: { title: 'A2' } }))).toBe(true);
        expect(await store.page(notes(), undefined, 10)).toEqual([{ key: 'a', row: { title: 'A2' } }]);
      }),
    );

    it(
      'refuses a table that stands in another shape',
      withStores(open, async ({ store }) => {
        await store.prepare(notes());
        await store.prepare(notes());
        const changed = { ...notes(), table: { columns: { title: 'text' }, indexes: [] } } as const;
        await expect(store.prepare(changed)).rejects.toBeInstanceOf(TableMismatch);
      }),
    );

    it(
      'pages through a version in key order',
      withStores(open, async ({ store }) => {
        await store.prepare(notes());
        await store.commit(notes(), batch(undefined, '1', { c: {}, a: {}, B: {}, ä: {} }));
        const first = await store.page(notes(), undefined, 3);
        expect(first.map(({ key }) => key)).toEqual(['B', 'a', 'c']);
        expect((await store.page(notes(), 'c', 3)).map(({ key }) => key)).toEqual(['ä']);
      }),
    );
  });
};
