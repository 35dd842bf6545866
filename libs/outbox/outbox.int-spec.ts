import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PostgresServer } from '../../test/support/postgres/server.js';
import { outboxContract } from './contract/index.js';
import { InMemoryOutbox } from '../../test/support/in-memory-outbox.js';
import { openPostgresOutbox } from './postgres/index.js';
import { openSqliteOutbox } from './sqlite/index.js';

outboxContract('a file of SQLite', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'ledgerdesk-'));
  return {
    open: () => openSqliteOutbox(join(folder, 'outbox.db')),
    dispose: async () => rmSync(folder, { recursive: true }),
  };
});

outboxContract('memory', async () => {
  const outbox = new InMemoryOutbox();
  return { open: async () => outbox, dispose: async () => undefined };
});

describe('with a server', () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await PostgresServer.start();
  }, 60_000);
  afterAll(() => server.stop());

  outboxContract('PostgreSQL', async () => {
    const database = server.freshSchema();
    return { open: () => openPostgresOutbox(database), dispose: async () => undefined };
  });

  it('makes its tables once when several processes start at the same time', async () => {
    const database = server.freshSchema();
    const opened = await Promise.all(Array.from({ length: 5 }, () => openPostgresOutbox(database)));
    await opened[0]?.saveCheckpoint('p', { logId: 'log', position: '1' });
    expect(await opened[4]?.loadCheckpoint('p')).toEqual({ logId: 'log', position: '1' });
    await Promise.all(opened.map((outbox) => outbox.close()));
  });
});
