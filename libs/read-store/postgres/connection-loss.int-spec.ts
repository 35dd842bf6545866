import { clientConfig, ConnectionPool, PostgresUnreachable } from '@ledgerdesk/postgres';
import { Client } from 'pg';
import { PostgresServer } from '../../../test/support/postgres/server.js';
import { batch, fill, notes } from '../contract/sample.js';
import { openPostgresReadStore } from './index.js';

let server: PostgresServer;
beforeAll(async () => {
  server = await PostgresServer.start();
}, 60_000);
afterAll(() => server.stop());

describe('a lost connection to PostgreSQL', () => {
  it('does not end the process, and the next statement uses a new connection', async () => {
    const store = await openPostgresReadStore(server.freshSchema());
    await fill(store, { a: { title: 'A' } });
    await server.cutConnections();
    await store.get('open-notes', 'a').catch(() => undefined);
    expect(await store.get('open-notes', 'a')).toEqual({ title: 'A' });
    await store.close();
  });

  it('rejects the pending commit with PostgresUnreachable, and rolls it back', async () => {
    const config = server.freshSchema();
    const store = await openPostgresReadStore(config);
    await fill(store, { a: { title: 'A' } });
    const blocker = new Client({ connectionString: config.url });
    await blocker.connect();
    await blocker.query(`BEGIN; LOCK TABLE "${config.schema}"."open-notes_v1"`);
    const commit = store.commit(notes(), batch('1', '2', { a: { title: 'B' } }));
    await Promise.all([
      expect(commit).rejects.toThrow(/^The connection to PostgreSQL at 127.0.0.1:\d+\/\w+ failed: .*terminat/),
      server.untilLockWait().then(() => server.cutConnections()),
    ]);
    await blocker.end();
    expect(await store.checkpoint(notes())).toEqual({ logId: 'log', position: '1' });
    expect(await store.commit(notes(), batch('1', '2', { a: { title: 'B' } }))).toBe(true);
    await store.close();
  });

  it('does not end the process between two statements of a transaction', async () => {
    const connections = new ConnectionPool(clientConfig(server.url));
    const change = connections.write(async (session) => {
      await server.cutConnections();
      return session.all('SELECT 1');
    });
    await expect(change).rejects.toBeInstanceOf(PostgresUnreachable);
    await connections.close();
  });

  it('rejects every operation with PostgresUnreachable while the server is down', async () => {
    const stopped = await PostgresServer.startOwn();
    const store = await openPostgresReadStore(stopped.freshSchema());
    await stopped.stop();
    await expect(store.prepare(notes())).rejects.toBeInstanceOf(PostgresUnreachable);
    await expect(store.rows(notes(), ['a'])).rejects.toBeInstanceOf(PostgresUnreachable);
    await expect(store.get('open-notes', 'a')).rejects.toThrow(/ECONNREFUSED.*Check that the server is running/);
    await expect(openPostgresReadStore({ url: stopped.url })).rejects.toBeInstanceOf(PostgresUnreachable);
    await store.close();
  }, 60_000);
});
