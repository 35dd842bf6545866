import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PostgresServer } from '../../test/support/postgres/server.js';
import { readAuditContract } from './contract/index.js';
import { aRead } from './contract/samples.js';
import { openPostgresReadAudit, openPostgresReadAuditReader } from './postgres/index.js';
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

  it('is read without creating its tables', async () => {
    const config = server.freshSchema();
    expect(await openPostgresReadAuditReader(config)).toBeUndefined();
    const audit = await openPostgresReadAudit(config);
    await audit.record(aRead(1));
    await audit.close();
    const reader = await openPostgresReadAuditReader(config);
    expect(await reader?.tree()).toMatchObject({ size: 1 });
    await reader?.close();
  });
});
