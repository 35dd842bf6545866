import { batch, notes, withStores, type OpenStores } from './sample.js';

const commits = (open: OpenStores): void => {
  it(
    'writes rows and checkpoint in one commit, visible to another writer',
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
    'reads no rows and no checkpoint before the first commit',
    withStores(open, async ({ store }) => {
      await store.prepare(notes());
      expect(await store.rows(notes(), ['a'])).toEqual({ checkpoint: undefined, rows: new Map() });
    }),
  );
};

const kept = (open: OpenStores): void => {
  it(
    'keeps the event and the epoch of a checkpoint, and compares the event when it commits',
    withStores(open, async ({ store, again, view }) => {
      const at = (position: string, eventId?: string, epoch?: number) => ({ logId: 'log', position, eventId, epoch });
      const rows = new Map();
      await store.prepare(notes());
      expect(await store.commit(notes(), { rows, from: undefined, to: at('7', 'a', 2) })).toBe(true);
      const other = await again();
      expect(await other.checkpoint(notes())).toEqual(at('7', 'a', 2));
      expect(await other.rows(notes(), [])).toEqual({ checkpoint: at('7', 'a', 2), rows });
      expect((await (await view()).versions()).map(({ checkpoint }) => checkpoint)).toEqual([at('7', 'a', 2)]);
      expect(await store.commit(notes(), { rows, from: at('7', 'b', 2), to: at('8', 'c', 2) })).toBe(false);
      expect(await store.commit(notes(), { rows, from: at('7'), to: at('8', 'c', 2) })).toBe(false);
      expect(await store.commit(notes(), { rows, from: at('7', 'a'), to: at('8') })).toBe(true);
      expect(await other.checkpoint(notes())).toEqual(at('8'));
      expect(await store.commit(notes(), { rows, from: at('8'), to: at('8', 'c', 3) })).toBe(true);
      expect(await other.checkpoint(notes())).toEqual(at('8', 'c', 3));
    }),
  );

  it(
    'keeps the events that rows leave out, and compares them when it commits',
    withStores(open, async ({ store, again, view }) => {
      const at = (position: string, skipped?: string) => ({
        logId: 'log',
        position,
        eventId: 'a',
        epoch: 0,
        skipped,
      });
      const rows = new Map();
      await store.prepare(notes());
      expect(await store.commit(notes(), { rows, from: undefined, to: at('7', 'x,y') })).toBe(true);
      const other = await again();
      expect(await other.checkpoint(notes())).toEqual(at('7', 'x,y'));
      expect((await (await view()).versions()).map(({ checkpoint }) => checkpoint)).toEqual([at('7', 'x,y')]);
      expect(await other.commit(notes(), { rows, from: at('7'), to: at('8') })).toBe(false);
      expect(await other.commit(notes(), { rows, from: at('7', 'x'), to: at('8', 'x') })).toBe(false);
      expect(await other.commit(notes(), { rows, from: at('7', 'x,y'), to: at('8') })).toBe(true);
      expect(await store.checkpoint(notes())).toEqual(at('8'));
    }),
  );

  it(
    'keeps the event before which a version has stopped, until it goes on or is reset',
    withStores(open, async ({ store, again, view }) => {
      const stop = (eventId: string) => ({ position: '9', eventId, eventType: 'Noted', message: 'no\0 such note' });
      const stopped = (version: number, eventId: string) => ({
        name: 'open-notes',
        version,
        stop: { ...stop(eventId), message: 'no such note' },
      });
      for (const version of [1, 2]) {
        await store.prepare(notes(version));
        await store.recordStop(notes(version), stop('a'));
      }
      await (await again()).recordStop(notes(2), stop('b'));
      const stops = async () => (await (await view()).stops()).toSorted((a, b) => a.version - b.version);
      expect(await stops()).toEqual([stopped(1, 'a'), stopped(2, 'b')]);
      await store.recordStop(notes(2), undefined);
      expect(await stops()).toEqual([stopped(1, 'a')]);
      await store.reset(notes(1));
      expect(await stops()).toEqual([]);
    }),
  );
};

const comparison = (open: OpenStores): void => {
  it.each([
    ['there is no checkpoint but one is expected', undefined, batch('1', '2')],
    ['there is a checkpoint but none is expected', '1', batch(undefined, '2')],
    ['the checkpoint has another position', '1', batch('3', '4')],
    ['the checkpoint is of another log', '1', batch('1', '2', {}, 'other-log')],
  ])('writes nothing when %s', (_case, stored, stale) =>
    withStores(open, async ({ store }) => {
      await store.prepare(notes());
      if (stored !== undefined) await store.commit(notes(), batch(undefined, stored));
      const before = await store.checkpoint(notes());
      expect(await store.commit(notes(), { ...stale, rows: new Map([['a', { title: 'stale' }]]) })).toBe(false);
      expect(await store.checkpoint(notes())).toEqual(before);
      expect(await store.page(notes(), undefined, 10)).toEqual([]);
    })(),
  );

  it(
    'lets one of two concurrent commits from the same checkpoint win',
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
    'keeps a separate checkpoint for each version',
    withStores(open, async ({ store }) => {
      await store.prepare(notes(1));
      await store.prepare(notes(2));
      await store.commit(notes(1), batch(undefined, '9'));
      expect(await store.checkpoint(notes(2))).toBeUndefined();
      await store.commit(notes(2), batch(undefined, '3'));
      expect(await store.checkpoint(notes(1))).toEqual({ logId: 'log', position: '9' });
    }),
  );
};

/** Rows and checkpoint are written together, by compare-and-set on the checkpoint of a version. */
export const checkpointContract = (open: OpenStores): void => {
  describe('checkpoints', () => {
    commits(open);
    kept(open);
    comparison(open);
  });
};
