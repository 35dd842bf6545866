import { PostgresMisconfigured } from '@ledgerdesk/postgres';
import { PostgresServer } from '../../../test/support/postgres/server.js';
import { fill, notes } from '../contract/sample.js';
import { openPostgresReadStore, openPostgresReadStoreView } from './index.js';

let server: PostgresServer;
beforeAll(async () => {
  server = await PostgresServer.start();
}, 60_000);
afterAll(() => server.stop());

const refusal = (url: string, schema?: string): unknown => {
  try {
    openPostgresReadStoreView({ url, ...(schema !== undefined && { schema }) });
  } catch (fault) {
    return fault;
  }
  return undefined;
};

describe('opening a read store on PostgreSQL', () => {
  it.each([
    'localhost/ledgerdesk',
    'mysql://localhost/ledgerdesk',
    'postgres://localhost',
    'postgres://localhost/',
    'postgresql://localhost?x=/y',
    'postgres://me:secret@host:port/database',
    'postgres://me:secret@[host/database',
    '',
  ])('refuses the connection string %p, and does not repeat a password', (url) => {
    expect(refusal(url)).toBeInstanceOf(PostgresMisconfigured);
    expect(String(refusal(url))).toMatch(/should look like postgres:/);
    expect(String(refusal(url))).not.toContain('secret');
  });

  it.each(['', 'pg_own', 'x'.repeat(64), 'a\0'])('refuses the schema %j', (schema) => {
    expect(refusal('postgres://localhost/ledgerdesk', schema)).toBeInstanceOf(PostgresMisconfigured);
  });

  it('makes the schema once when several processes start at the same time', async () => {
    const place = server.freshSchema();
    const stores = await Promise.all(Array.from({ length: 6 }, () => openPostgresReadStore(place)));
    await Promise.all(stores.map((store) => store.prepare(notes())));
    for (const store of stores) expect(await store.page(notes(), undefined, 1)).toEqual([]);
    for (const store of stores) await store.close();
  });

  it('keeps everything across a restart', async () => {
    const place = server.freshSchema();
    const before = await openPostgresReadStore(place);
    await fill(before, { a: { title: 'A' } });
    await before.close();
    await before.close();
    const after = await openPostgresReadStore(place);
    await after.prepare(notes());
    expect(await after.get('open-notes', 'a')).toEqual({ title: 'A' });
    await after.close();
  });

  it('keeps stores in different schemas of a database apart', async () => {
    const [one, other] = await Promise.all([
      openPostgresReadStore(server.freshSchema()),
      openPostgresReadStore(server.freshSchema()),
    ]);
    await fill(one, { a: { title: 'A' } });
    expect(await other.serving('open-notes')).toBeUndefined();
    await other.prepare(notes());
    expect(await other.page(notes(), undefined, 1)).toEqual([]);
    for (const store of [one, other]) await store.close();
  });

  it('gives a view that was opened before the schema nothing, then what is written', async () => {
    const place = server.freshSchema();
    const view = openPostgresReadStoreView(place);
    expect(await view.find('open-notes')).toEqual([]);
    expect(await view.checkpoint(notes())).toBeUndefined();
    expect(await view.versions()).toEqual([]);
    const store = await openPostgresReadStore(place);
    await fill(store, { a: { title: 'A' } });
    expect(await view.count('open-notes')).toBe(1);
    for (const opened of [view, store]) await opened.close();
  });

  it('uses a schema that was made for it, without the right to make one', async () => {
    const place = server.freshSchema();
    await server.run(`CREATE ROLE guest LOGIN; CREATE SCHEMA "${place.schema}" AUTHORIZATION guest`);
    const store = await openPostgresReadStore({ ...place, url: place.url.replace('postgres@', 'guest@') });
    await fill(store, { a: {} });
    expect(await store.count('open-notes')).toBe(1);
    await store.close();
  });

  it('refuses a database that cannot hold every text', async () => {
    await server.run("CREATE DATABASE latin TEMPLATE template0 ENCODING 'LATIN1' LOCALE_PROVIDER libc LOCALE 'C'");
    await expect(openPostgresReadStore({ url: server.url.replace(/postgres$/, 'latin') })).rejects.toThrow(
      /encoded in LATIN1.*UTF8/,
    );
  });

  it('says what the server says of a database that is not there', async () => {
    await expect(openPostgresReadStore({ url: server.url.replace(/postgres$/, 'nowhere') })).rejects.toThrow(
      'database "nowhere" does not exist',
    );
  });
});
