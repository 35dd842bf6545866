import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PostgresServer } from '../../test/support/postgres/server.js';
import { treeStoreContract } from './contract/index.js';
import { openPostgresTreeStore } from './postgres/index.js';
import { openSqliteTreeStore } from './sqlite/index.js';

treeStoreContract('trees in an SQLite file', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'ledgerdesk-'));
  return {
    open: () => openSqliteTreeStore(join(folder, 'ledger.db')),
    dispose: async () => rmSync(folder, { recursive: true }),
  };
});

describe('on a PostgreSQL server', () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await PostgresServer.start();
  }, 60_000);
  afterAll(() => server.stop());

  treeStoreContract('trees in PostgreSQL', async () => {
    const config = server.freshSchema();
    return { open: () => openPostgresTreeStore(config), dispose: async () => undefined };
  });
});
