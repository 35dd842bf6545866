import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PostgresServer } from '../../test/support/postgres/server.js';
import { presenceContract } from './contract/index.js';
import { openPostgresPresence } from './postgres/index.js';
import { openSqlitePresence } from './sqlite/index.js';

presenceContract('a file of SQLite', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'ledgerdesk-'));
  return {
    open: () => openSqlitePresence(join(folder, 'presence.db')),
    dispose: async () => rmSync(folder, { recursive: true }),
  };
});

describe('with a server', () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await PostgresServer.start();
  }, 60_000);
  afterAll(() => server.stop());

  presenceContract('PostgreSQL', async () => {
    const place = server.freshSchema();
    return { open: () => openPostgresPresence(place), dispose: async () => undefined };
  });

  it('makes its table once when several processes start at the same time', async () => {
    const place = server.freshSchema();
    const opened = await Promise.all(Array.from({ length: 5 }, () => openPostgresPresence(place)));
    await opened[0]?.recordHeartbeat('kenji', '2026-11-27T07:30:00.000Z');
    expect(await opened[4]?.lastSeen('kenji')).toBe('2026-11-27T07:30:00.000Z');
    await Promise.all(opened.map((presence) => presence.close()));
  });
});
