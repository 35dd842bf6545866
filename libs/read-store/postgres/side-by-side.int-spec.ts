import { Client } from 'pg';
import { PostgresServer } from '../../../test/support/postgres/server.js';
import { batch, fill, notes } from '../contract/sample.js';
import type { ReadStore, ReadStoreView } from '../port.js';
import { openPostgresReadStore, openPostgresReadStoreView } from './index.js';

let server: PostgresServer;
let config: { readonly url: string; readonly schema: string };
let stores: readonly ReadStore[];
let first: ReadStore;
let second: ReadStore;
let view: ReadStoreView;
beforeAll(async () => {
  server = await PostgresServer.start();
}, 60_000);
afterAll(() => server.stop());
beforeEach(async () => {
  config = server.freshSchema();
  const opened = await Promise.all([
    openPostgresReadStore(config),
    openPostgresReadStore(config),
    openPostgresReadStore(config),
  ] as const);
  stores = opened;
  [first, second] = opened;
  view = openPostgresReadStoreView(config);
});
afterEach(async () => {
  for (const opened of [...stores, view]) await opened.close();
});

/** Repeats a check until the concurrent work is done. */
const during = async (work: Promise<unknown>, check: () => Promise<void>): Promise<void> => {
  let isDone = false;
  const finished = work.finally(() => {
    isDone = true;
  });
  do await check();
  while (!isDone);
  await finished;
};

describe('concurrent processes on PostgreSQL', () => {
  it('have one winner of every step, including the first', async () => {
    await first.prepare(notes());
    for (let step = 0; step < 20; step += 1) {
      const next = batch(step === 0 ? undefined : String(step), String(step + 1), { [`by-${step}`]: {} });
      const outcomes = await Promise.all(stores.map((store) => store.commit(notes(), next)));
      expect(outcomes.filter((won) => won)).toHaveLength(1);
    }
    expect(await first.page(notes(), undefined, 100)).toHaveLength(20);
  });

  it('read rows that match the checkpoint read with them', async () => {
    await fill(first, { a: { size: 1 }, b: { size: 1 } });
    const write = async () => {
      for (let step = 1; step < 60; step += 1)
        await first.commit(
          notes(),
          batch(String(step), String(step + 1), { a: { size: step + 1 }, b: { size: step + 1 } }),
        );
    };
    await during(write(), async () => {
      const { checkpoint, rows } = await second.rows(notes(), ['a', 'b']);
      const position = Number(checkpoint?.position);
      expect([...rows.values()]).toEqual([{ size: position }, { size: position }]);
    });
  });

  it('read one complete version at every moment of a switch', async () => {
    await fill(first, { a: { title: 'version 1' } });
    const switchOn = async () => {
      for (let version = 2; version < 30; version += 1) {
        await first.prepare(notes(version));
        await first.commit(notes(version), batch(undefined, '1', { a: { title: `version ${version}` } }));
        await first.serve(notes(version));
      }
    };
    await during(switchOn(), async () => {
      const [got, found, count] = await Promise.all([
        view.get('open-notes', 'a'),
        second.find('open-notes'),
        view.count('open-notes'),
      ]);
      expect(got?.['title']).toMatch(/^version \d+$/);
      expect(found).toHaveLength(1);
      expect(count).toBe(1);
    });
  });

  it('read all rows of a version that stops serving and is deleted meanwhile', async () => {
    await fill(first, { a: {}, b: {} });
    const rebuilder = new Client({ connectionString: config.url });
    await rebuilder.connect();
    await rebuilder.query(`SET search_path TO "${config.schema}"; BEGIN; LOCK TABLE "open-notes_v1"`);
    const found = view.find('open-notes');
    await server.untilLockWait();
    await rebuilder.query(`DELETE FROM serving; DELETE FROM "open-notes_v1" WHERE key = 'a'; COMMIT`);
    expect(await found).toHaveLength(2);
    await rebuilder.end();
  });

  it('reset, prepare, serve and commit in any order without a deadlock', async () => {
    await fill(first, {});
    const anything = async (store: ReadStore) => {
      for (let step = 0; step < 15; step += 1) {
        const from = (await store.checkpoint(notes()))?.position;
        await store.commit(notes(), batch(from, String(Number(from ?? 0) + 1), { a: { size: step } }));
        await store.prepare(notes());
        if (step % 3 === 0) await store.reset(notes());
        await store.serve(notes());
      }
    };
    await Promise.all(stores.map(anything));
    const { checkpoint, rows } = await first.rows(notes(), ['a']);
    expect(rows.size).toBe(checkpoint ? 1 : 0);
  });
});
