import { InvalidColumnValue, InvalidRow, TableMismatch } from '../errors.js';
import { batch, fill, notes, withStores, type OpenStores } from './sample.js';

/** The rows that a commit writes: replaced, deleted, or rejected for a value that a column cannot store. */
export const rowValueContract = (open: OpenStores): void => {
  describe('rows', () => {
    it(
      'replaces existing rows and deletes rows set to undefined',
      withStores(open, async ({ store }) => {
        await store.prepare(notes());
        await store.commit(notes(), batch(undefined, '1', { a: { title: 'A', size: 1 }, b: { title: 'B' } }));
        await store.commit(notes(), batch('1', '2', { a: { title: 'A2' }, b: undefined, never: undefined }));
        expect(await store.page(notes(), undefined, 10)).toEqual([{ key: 'a', row: { title: 'A2' } }]);
      }),
    );

    it.each([InvalidColumnValue, InvalidRow])(
      'rejects a value that its column cannot store with %p, and writes nothing',
      (error) =>
        withStores(open, async ({ store }) => {
          await store.prepare(notes());
          await expect(
            store.commit(notes(), batch(undefined, '1', { a: { title: 'A' }, b: { title: 5 } })),
          ).rejects.toBeInstanceOf(error);
          expect(await store.checkpoint(notes())).toBeUndefined();
          expect(await store.page(notes(), undefined, 10)).toEqual([]);
        })(),
    );

    it(
      'accepts another batch from the same checkpoint after it rejected one',
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
      'accepts an existing table, and rejects one with other columns',
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
