import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PostgresServer } from '../../test/support/postgres/server.js';
import { presenceContract } from './contract/index.js';
import { openPostgresPresence } from './postgres/index.js';
import { openSqlitePresence } from './sqlite/index.js';

presenceContract('Presence in an SQLite file', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'ledgerdesk-'));
  return {
    open: () => openSqlitePresence(join(folder, 'presence.db')),
    dispose: async () => rmSync(folder, { recursive: true }),
  };
});

describe('on a PostgreSQL server', () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await PostgresServer.start();
  }, 60_000);
  afterAll(() => server.stop());

  presenceContract('Presence in PostgreSQL', async () => {
    const config = server.freshSchema();
    return { open: () => openPostgresPresence(config), dispose: async () => undefined };
  });

  it('creates its table once when five processes open it at the same time', async () => {
    const config = server.freshSchema();
    const opened = await Promise.all(Array.from({ length: 5 }, () => openPostgresPresence(config)));
    await opened[0]?.recordHeartbeat('kenji', '2026-11-27T07:30:00.000Z');
    expect(await opened[4]?.lastSeen('kenji')).toBe('2026-11-27T07:30:00.000Z');
    await Promise.all(opened.map((presence) => presence.close()));
  });
});
