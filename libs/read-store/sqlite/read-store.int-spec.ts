import { gramsOf } from '@ledgerdesk/read-store';
import { emptyWriteAheadLog, setAsideIfDamaged } from '@ledgerdesk/sqlite';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { readStoreContract, type Stores } from '../contract/index.js';
import { batch, fill, notes, pages } from '../contract/sample.js';
import { openReadStore, openReadStoreView } from './index.js';

const inFolder = (): { file: string; remove: () => void } => {
  const folder = mkdtempSync(join(tmpdir(), 'read-store-'));
  return { file: join(folder, 'read.db'), remove: () => rmSync(folder, { recursive: true }) };
};

const open = async (): Promise<Stores> => {
  const { file, remove } = inFolder();
  const opened: { close(): Promise<void> }[] = [];
  const track = <T extends { close(): Promise<void> }>(store: T): T => {
    opened.push(store);
    return store;
  };
  return {
    store: track(await openReadStore(file)),
    again: async () => track(await openReadStore(file)),
    view: async () => track(openReadStoreView(file)),
    dispose: async () => {
      for (const store of opened) await store.close();
      remove();
    },
  };
};

readStoreContract('sqlite', open);

describe('sqlite read store', () => {
  it('opens a view before the file exists, and reads its rows once they are written', async () => {
    const { file, remove } = inFolder();
    const view = openReadStoreView(file);
    expect(await view.find('open-notes')).toEqual([]);
    expect(await view.checkpoint(notes())).toBeUndefined();
    expect(await view.versions()).toEqual([]);
    const store = await openReadStore(file);
    await fill(store, { a: { title: 'A' } });
    expect(await view.count('open-notes')).toBe(1);
    await view.close();
    await store.close();
    remove();
  });

  it('creates indexes when a version serves, and one that is missing when that version is prepared again', async () => {
    const { file, remove } = inFolder();
    const store = await openReadStore(file);
    const database = new Database(file);
    const indexes = () => database.prepare("SELECT name FROM sqlite_schema WHERE type = 'index' AND sql <> ''").all();
    const BY_SHELF = { name: 'open-notes_v1_shelf_size' };
    await store.prepare(notes());
    await store.commit(notes(), batch(undefined, '1', { a: { title: 'A', shelf: 'top', size: 1 } }));
    expect(indexes()).toEqual([]);
    await store.serve(notes());
    expect(indexes()).toEqual([BY_SHELF]);
    database.exec(`DROP INDEX "${BY_SHELF.name}"`);
    await store.prepare(notes());
    expect(indexes()).toEqual([BY_SHELF]);
    await store.reset(notes());
    expect(indexes()).toEqual([]);
    database.close();
    await store.close();
    remove();
  });

  it('hides an open transaction from a view', async () => {
    const { file, remove } = inFolder();
    const store = await openReadStore(file);
    await fill(store, { a: { title: 'A' } });
    const view = openReadStoreView(file);
    const writer = new Database(file);
    writer.exec(`BEGIN IMMEDIATE; UPDATE "open-notes_v1" SET body = '{"title":"torn"}'`);
    expect(await view.get('open-notes', 'a')).toEqual({ title: 'A' });
    writer.exec('ROLLBACK');
    for (const opened of [view, store]) await opened.close();
    writer.close();
    remove();
  });

  it('keeps rows and checkpoint across a restart', async () => {
    const { file, remove } = inFolder();
    const before = await openReadStore(file);
    await fill(before, { a: { title: 'A' } });
    await before.close();
    const after = await openReadStore(file);
    await after.prepare(notes());
    expect(await after.get('open-notes', 'a')).toEqual({ title: 'A' });
    expect(await after.commit(notes(), batch('1', '2'))).toBe(true);
    await after.close();
    remove();
  });

  it('marks its file when it proves to be damaged, so that the next start recreates it', async () => {
    const { file, remove } = inFolder();
    const store = await openReadStore(file);
    await fill(store, { a: { title: 'A'.repeat(20_000) } });
    await store.close();
    const content = readFileSync(file);
    writeFileSync(file, content.fill(0xff, content.length / 2));
    const onDamage = jest.fn();
    const view = openReadStoreView(file, onDamage);
    await expect(view.find('open-notes')).rejects.toMatchObject({
      code: 'file-damaged',
      message:
        `${file} is damaged (database disk image is malformed). ` +
        'The next start sets it aside and rebuilds it from the log.',
    });
    expect(onDamage).toHaveBeenCalledTimes(1);
    await view.close();
    expect(setAsideIfDamaged(file)).toContain('found while it was in use');
    const anew = await openReadStore(file);
    expect(await anew.versions()).toEqual([]);
    await anew.close();
    remove();
  });

  it('keeps nothing of a text that is replaced or deleted, nor of its entries in the search index', async () => {
    const { file, remove } = inFolder();
    const store = await openReadStore(file);
    const SECRET = 'the proxy of Aiko Sato';
    await store.prepare(pages);
    const rows = Object.fromEntries(
      Array.from({ length: 300 }, (_, n) => [`p${n}`, { owner: 'ben', text: `page ${n}`, extra: 'x'.repeat(n) }]),
    );
    await store.commit(pages, batch(undefined, '1', { ...rows, p7: { owner: 'aiko', text: SECRET.repeat(400) } }));
    await store.commit(pages, batch('1', '2', { p8: { owner: 'aiko', text: SECRET } }));
    await store.serve(pages);
    await store.commit(pages, batch('2', '3', { p7: undefined, p8: { owner: 'aiko', text: '' } }));
    emptyWriteAheadLog(file);
    const content = readFileSync(file);
    for (let at = 0; at + 8 <= SECRET.length; at += 1) expect(content.includes(SECRET.slice(at, at + 8))).toBe(false);
    const database = new Database(file, { readonly: true });
    const index = database.prepare('SELECT count(*) FROM pages_v1_grams WHERE pages_v1_grams MATCH ?').pluck();
    const words = gramsOf('aiko', SECRET).map((gram) => gram.toString(36));
    const blocks = database.prepare('SELECT block FROM pages_v1_grams_data').pluck().all() as Buffer[];
    // Words that other pages do not have: they begin with the owner, or are pairs of this text alone.
    const own = words.filter((word) => index.get(`"${word}"`) === 0);
    expect(own.length).toBeGreaterThan(5);
    for (const word of own) expect(blocks.some((block) => block.includes(`0${word}`))).toBe(false);
    database.close();
    await store.close();
    remove();
  });

  it('writes the search index once for all rows of a batch', async () => {
    const { file, remove } = inFolder();
    const store = await openReadStore(file);
    await store.prepare(pages);
    const rows = Object.fromEntries(
      Array.from({ length: 100 }, (_, n) => [`p${n}`, { owner: 'ben', text: `page ${n}`, extra: '' }]),
    );
    await store.commit(pages, batch(undefined, '1', rows));
    const database = new Database(file, { readonly: true });
    // The index has a segment for each time that it was written, less those that it has merged since.
    const segments = database.prepare('SELECT count(DISTINCT segid) FROM pages_v1_grams_idx').pluck().get();
    expect(segments).toBe(1);
    database.close();
    await store.close();
    remove();
  });

  it('uses an index for a page of one shelf', async () => {
    const { file, remove } = inFolder();
    const store = await openReadStore(file);
    await fill(store, {});
    const database = new Database(file, { readonly: true });
    const plan = database
      .prepare(
        `EXPLAIN QUERY PLAN SELECT key, body FROM "open-notes_v1" WHERE shelf = ?
         ORDER BY size DESC NULLS LAST, key LIMIT 10`,
      )
      .all('x');
    expect(JSON.stringify(plan)).toContain('USING INDEX open-notes_v1_shelf_size (shelf=?)');
    database.close();
    await store.close();
    remove();
  });
});
