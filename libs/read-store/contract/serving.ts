import { batch, fill, notes, withStores, type OpenStores } from './sample.js';

const listedVersions = (open: OpenStores): void => {
  it(
    'returns no rows while no version serves',
    withStores(open, async ({ store, view }) => {
      const early = await view();
      await store.prepare(notes());
      await store.commit(notes(), batch(undefined, '1', { a: { title: 'A' } }));
      for (const reader of [early, store]) {
        expect(await reader.serving('open-notes')).toBeUndefined();
        expect(await reader.get('open-notes', 'a')).toBeUndefined();
        expect(await reader.find('open-notes')).toEqual([]);
        expect(await reader.count('open-notes')).toBe(0);
      }
    }),
  );

  it(
    'lists all versions with their checkpoints, and which of them serve',
    withStores(open, async ({ store, view }) => {
      const reader = await view();
      expect(await reader.versions()).toEqual([]);
      const unwritten = { ...notes(), name: 'unwritten' };
      await fill(store, { a: {} });
      await store.commit(notes(2), batch(undefined, '7', {}, 'other-log'));
      await store.serve(unwritten);
      for (const versions of [await reader.versions(), await store.versions()]) {
        expect(versions).toHaveLength(3);
        expect(versions).toEqual(
          expect.arrayContaining([
            { name: 'open-notes', version: 1, checkpoint: { logId: 'log', position: '1' }, serving: true },
            { name: 'open-notes', version: 2, checkpoint: { logId: 'other-log', position: '7' }, serving: false },
            { name: 'unwritten', version: 1, checkpoint: undefined, serving: true },
          ]),
        );
      }
    }),
  );

  it(
    'lists versions after a switch and after a reset',
    withStores(open, async ({ store }) => {
      await fill(store, {});
      await store.commit(notes(2), batch(undefined, '7'));
      await store.serve(notes(2));
      expect(await store.versions()).toEqual([
        { name: 'open-notes', version: 2, checkpoint: { logId: 'log', position: '7' }, serving: true },
      ]);
      await store.reset(notes(2));
      expect(await store.versions()).toEqual([]);
    }),
  );
};

const switches = (open: OpenStores): void => {
  it(
    'switches a view to a new version when it serves, and drops the old version',
    withStores(open, async ({ store, view }) => {
      const reader = await view();
      await fill(store, { a: { title: 'old' } });
      expect(await reader.get('open-notes', 'a')).toEqual({ title: 'old' });
      await store.prepare(notes(2));
      await store.commit(notes(2), batch(undefined, '1', { a: { title: 'new' } }));
      expect(await reader.get('open-notes', 'a')).toEqual({ title: 'old' });
      await store.serve(notes(2));
      expect(await reader.serving('open-notes')).toBe(2);
      expect(await reader.get('open-notes', 'a')).toEqual({ title: 'new' });
      expect(await store.checkpoint(notes(1))).toBeUndefined();
    }),
  );

  it(
    'drops only versions of the same projection',
    withStores(open, async ({ store }) => {
      const similar = { ...notes(), name: 'open-notes_v1' };
      await store.prepare(similar);
      await store.commit(similar, batch(undefined, '1', { a: {} }));
      await store.serve(notes(2));
      expect(await store.page(similar, undefined, 10)).toHaveLength(1);
    }),
  );
};

const resets = (open: OpenStores): void => {
  it(
    'deletes rows and checkpoint on reset, and stops serving',
    withStores(open, async ({ store }) => {
      await fill(store, { a: { title: 'A' } });
      await store.reset(notes());
      expect(await store.checkpoint(notes())).toBeUndefined();
      expect(await store.serving('open-notes')).toBeUndefined();
      expect(await store.page(notes(), undefined, 10)).toEqual([]);
      expect(await store.commit(notes(), batch(undefined, '1', { a: {} }))).toBe(true);
    }),
  );

  it(
    'keeps the serving version when another is reset',
    withStores(open, async ({ store }) => {
      await fill(store, { a: { title: 'A' } });
      await store.reset(notes(2));
      expect(await store.serving('open-notes')).toBe(1);
      expect(await store.get('open-notes', 'a')).toEqual({ title: 'A' });
    }),
  );
};

const concurrentReads = (open: OpenStores): void => {
  it(
    'writes while a view reads, and shows it each commit',
    withStores(open, async ({ store, view }) => {
      await fill(store, { a: { size: 0 } });
      const reader = await view();
      for (let step = 1; step <= 20; step += 1) {
        const read = reader.find('open-notes');
        expect(await store.commit(notes(), batch(String(step), String(step + 1), { a: { size: step } }))).toBe(true);
        await read;
        expect(await reader.get('open-notes', 'a')).toEqual({ size: step });
      }
    }),
  );
};

/** Queries read the serving version only, and no uncommitted rows. */
export const servingContract = (open: OpenStores): void => {
  describe('serving', () => {
    listedVersions(open);
    switches(open);
    resets(open);
    concurrentReads(open);
  });
};
