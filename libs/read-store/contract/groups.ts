import { batch, fill, notes, withStores, type OpenStores } from './sample.js';

const ROW = { title: 'A' };

/** The keys of a group are found, whichever version serves. */
export const groupContract = (open: OpenStores): void => {
  describe('the keys of a group', () => {
    it(
      'are those that start with it and a slash, and no others',
      withStores(open, async ({ store }) => {
        await fill(store, { 't-1': ROW, 't-1/1': ROW, 't-1/é': ROW, 't-1/': ROW, 't-10/1': ROW, 't-1.1': ROW, T: ROW });
        expect([...(await store.keysIn(notes(), 't-1'))].sort()).toEqual(['t-1/', 't-1/1', 't-1/é']);
        expect(await store.keysIn(notes(), 't')).toEqual([]);
        expect(await store.keysIn(notes(), 'no%\u0000ne')).toEqual([]);
      }),
    );

    it(
      'are those of the version that is asked for',
      withStores(open, async ({ store }) => {
        await fill(store, { 't-1/1': ROW });
        await store.prepare(notes(2));
        await store.commit(notes(2), batch(undefined, '1', { 't-1/2': ROW }));
        expect(await store.keysIn(notes(2), 't-1')).toEqual(['t-1/2']);
        await store.commit(notes(2), batch('1', '2', { 't-1/2': undefined }));
        expect(await store.keysIn(notes(2), 't-1')).toEqual([]);
        expect(await store.keysIn(notes(1), 't-1')).toEqual(['t-1/1']);
      }),
    );
  });
};
