import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PostgresServer } from '../../test/support/postgres/server.js';
import { readAuditContract } from './contract/index.js';
import { openPostgresReadAudit } from './postgres/index.js';
import { openSqliteReadAudit } from './sqlite/index.js';

for (const thread of [false, true])
  readAuditContract(`Read audit in an SQLite file${thread ? ', written in a thread' : ''}`, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'ledgerdesk-'));
    return {
      open: () => openSqliteReadAudit(join(folder, 'reads.db'), { thread }),
      dispose: async () => rmSync(folder, { recursive: true }),
    };
  });

describe('on a PostgreSQL server', () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await PostgresServer.start();
  }, 60_000);
  afterAll(() => server.stop());

  readAuditContract('Read audit in PostgreSQL', async () => {
    const config = server.freshSchema();
    return { open: () => openPostgresReadAudit(config), dispose: async () => undefined };
  });
});
