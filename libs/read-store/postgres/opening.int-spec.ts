import { PostgresMisconfigured } from '@ledgerdesk/postgres';
import { PostgresServer } from '../../../test/support/postgres/server.js';
import { fill, notes } from '../contract/sample.js';
import { openPostgresReadStore, openPostgresReadStoreView } from './index.js';

let server: PostgresServer;
beforeAll(async () => {
  server = await PostgresServer.start();
}, 60_000);
afterAll(() => server.stop());

const errorOf = (url: string, schema?: string): unknown => {
  try {
    openPostgresReadStoreView({ url, ...(schema !== undefined && { schema }) });
  } catch (error) {
    return error;
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
  ])('rejects the connection string %p without quoting its password', (url) => {
    expect(errorOf(url)).toBeInstanceOf(PostgresMisconfigured);
    expect(String(errorOf(url))).toMatch(/should look like postgres:/);
    expect(String(errorOf(url))).not.toContain('secret');
  });

  it.each(['', 'pg_own', 'x'.repeat(64), 'a\0'])('rejects the schema name %j', (schema) => {
    expect(errorOf('postgres://localhost/ledgerdesk', schema)).toBeInstanceOf(PostgresMisconfigured);
  });

  it('creates the schema once when six processes open it at the same time', async () => {
    const config = server.freshSchema();
    const stores = await Promise.all(Array.from({ length: 6 }, () => openPostgresReadStore(config)));
    await Promise.all(stores.map((store) => store.prepare(notes())));
    for (const store of stores) expect(await store.page(notes(), undefined, 1)).toEqual([]);
    for (const store of stores) await store.close();
  });

  it('keeps rows across a restart, and closes twice without an error', async () => {
    const config = server.freshSchema();
    const before = await openPostgresReadStore(config);
    await fill(before, { a: { title: 'A' } });
    await before.close();
    await before.close();
    const after = await openPostgresReadStore(config);
    await after.prepare(notes());
    expect(await after.get('open-notes', 'a')).toEqual({ title: 'A' });
    await after.close();
  });

  it('separates stores in different schemas of a database', async () => {
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

  it('opens a view before the schema exists, and reads its rows once they are written', async () => {
    const config = server.freshSchema();
    const view = openPostgresReadStoreView(config);
    expect(await view.find('open-notes')).toEqual([]);
    expect(await view.checkpoint(notes())).toBeUndefined();
    expect(await view.versions()).toEqual([]);
    const store = await openPostgresReadStore(config);
    await fill(store, { a: { title: 'A' } });
    expect(await view.count('open-notes')).toBe(1);
    for (const opened of [view, store]) await opened.close();
  });

  it('uses an existing schema without the privilege to create one', async () => {
    const config = server.freshSchema();
    await server.run(`CREATE ROLE guest LOGIN; CREATE SCHEMA "${config.schema}" AUTHORIZATION guest`);
    const store = await openPostgresReadStore({ ...config, url: config.url.replace('postgres@', 'guest@') });
    await fill(store, { a: {} });
    expect(await store.count('open-notes')).toBe(1);
    await store.close();
  });

  it('rejects a database that is not encoded in UTF-8', async () => {
    await server.run("CREATE DATABASE latin TEMPLATE template0 ENCODING 'LATIN1' LOCALE_PROVIDER libc LOCALE 'C'");
    await expect(openPostgresReadStore({ url: server.urlOf('latin') })).rejects.toThrow(/encoding is LATIN1.*UTF8/);
  });

  it('rejects a missing database with the error of the server', async () => {
    await expect(openPostgresReadStore({ url: server.urlOf('nowhere') })).rejects.toThrow(
      'database "nowhere" does not exist',
    );
  });
});
