import type { Row } from '@ledgerdesk/kernel';
import type { ImageSelection, ReadStoreView } from '../port.js';
import { batch, fill, notes, pages, withStores, type OpenStores } from './sample.js';

const ROWS: Record<string, Row> = {
  a: { title: 'A "\u{1f600}', size: 7, shelf: null, extra: ['kept'] },
  b: { title: 'B', size: null, shelf: 'top' },
  c: { size: 9 },
};

const keysOf = async (view: ReadStoreView, selection: ImageSelection): Promise<readonly string[]> =>
  (await view.images(notes(), selection)).rows.map(({ key }) => key);

/** Images are the rows as their table has them, with the checkpoint they belong to. */
export const imagesContract = (open: OpenStores): void => {
  describe('images of rows', () => {
    it(
      'have the columns, the body and the checkpoint',
      withStores(open, async ({ store, view }) => {
        await fill(store, ROWS);
        const { checkpoint, rows } = await (await view()).images(notes(), { limit: 10 });
        expect(checkpoint).toMatchObject({ position: '1' });
        expect(rows.map(({ body }) => JSON.parse(body) as Row)).toEqual(Object.values(ROWS));
        expect(rows.map(({ key, columns }) => [key, columns])).toEqual([
          ['a', { title: 'A "\u{1f600}', size: 7, shelf: null }],
          ['b', { title: 'B', size: null, shelf: 'top' }],
          ['c', { title: null, size: 9, shelf: null }],
        ]);
      }),
    );

    it(
      'come in pages in the order of their keys, or by keys that exist',
      withStores(open, async ({ store, view }) => {
        await fill(store, ROWS);
        const reader = await view();
        expect(await keysOf(reader, { limit: 2 })).toEqual(['a', 'b']);
        expect(await keysOf(reader, { after: 'b', limit: 2 })).toEqual(['c']);
        expect(await keysOf(reader, { keys: ['c', 'none', '\0'] })).toEqual(['c']);
      }),
    );

    it(
      'are those of the named version, served or not, and none of one without a table',
      withStores(open, async ({ store, view }) => {
        const reader = await view();
        expect(await reader.images(notes(), { limit: 1 })).toEqual({ checkpoint: undefined, rows: [] });
        await fill(store, ROWS);
        await store.prepare(notes(2));
        await store.commit(notes(2), batch(undefined, '2', { z: { size: 1 } }));
        expect((await reader.images(notes(2), { limit: 5 })).rows.map(({ key }) => key)).toEqual(['z']);
        expect(await keysOf(reader, { limit: 5 })).toEqual(['a', 'b', 'c']);
        expect((await reader.images(notes(3), { limit: 5 })).rows).toEqual([]);
      }),
    );

    it(
      'have no column of the search index',
      withStores(open, async ({ store }) => {
        await store.prepare(pages);
        await store.commit(pages, batch(undefined, '1', { p: { text: 'words', owner: 'o' } }));
        const { rows } = await store.images(pages, { limit: 1 });
        expect(rows.map(({ columns }) => columns)).toEqual([{ text: 'words', owner: 'o' }]);
      }),
    );
  });
};
