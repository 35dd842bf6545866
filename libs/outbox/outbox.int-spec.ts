import { openSqliteFile } from '@ledgerdesk/sqlite';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PostgresServer } from '../../test/support/postgres/server.js';
import { outboxContract } from './contract/index.js';
import { aMessage } from './contract/opened-outbox.js';
import { InMemoryOutbox } from '../../test/support/in-memory-outbox.js';
import { openPostgresOutbox } from './postgres/index.js';
import { openSqliteOutbox } from './sqlite/index.js';

outboxContract('Outbox in an SQLite file', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'ledgerdesk-'));
  return {
    open: () => openSqliteOutbox(join(folder, 'outbox.db')),
    dispose: async () => rmSync(folder, { recursive: true }),
  };
});

outboxContract('Outbox in memory', async () => {
  const outbox = new InMemoryOutbox();
  return { open: async () => outbox, dispose: async () => undefined };
});

describe('on a PostgreSQL server', () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await PostgresServer.start();
  }, 60_000);
  afterAll(() => server.stop());

  outboxContract('Outbox in PostgreSQL', async () => {
    const config = server.freshSchema();
    return { open: () => openPostgresOutbox(config), dispose: async () => undefined };
  });

  it('creates the outbox once when five processes open it at the same time', async () => {
    const config = server.freshSchema();
    const opened = await Promise.all(Array.from({ length: 5 }, () => openPostgresOutbox(config)));
    await opened[0]?.saveCheckpoint('p', { logId: 'log', position: '1' });
    expect(await opened[4]?.loadCheckpoint('p')).toEqual({ logId: 'log', position: '1' });
    await Promise.all(opened.map((outbox) => outbox.close()));
  });

  it('counts the uploads of two engines together', async () => {
    const config = server.freshSchema();
    const engines = [await openPostgresOutbox(config), await openPostgresOutbox(config)];
    const until = '2026-11-28T07:00:00.000Z';
    const results = await Promise.all(
      Array.from({ length: 20 }, async (_, index) =>
        engines[index % 2]?.uploads.reserve(
          { id: `${index}`, uploader: `member ${index % 4}`, team: 'acme', bytes: 30, until },
          { uploader: 1_000, team: 100 },
          '2026-11-27T07:00:00.000Z',
        ),
      ),
    );
    expect(results.filter((excess) => excess === undefined)).toHaveLength(3);
    expect(results.filter((excess) => excess?.scope === 'team' && excess.freeAt === until)).toHaveLength(17);
    await Promise.all(engines.map((outbox) => outbox.close()));
  });
});

describe('checkpoints that are saved at the same time', () => {
  it('do not fail because of one that cannot be saved', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'ledgerdesk-'));
    const file = join(folder, 'outbox.db');
    const outbox = await openSqliteOutbox(file);
    const db = openSqliteFile(file, { durability: 'full' });
    db.exec(`CREATE TRIGGER refuse BEFORE INSERT ON outbox_places WHEN new.process = 'q'
      BEGIN SELECT raise(ABORT, 'not this one'); END`);
    db.close();
    const save = (process: string) =>
      outbox.saveCheckpoint(process, { logId: 'log', position: '1' }, [aMessage(process)]);
    const results = await Promise.allSettled(['p', 'q', 'r'].map(save));
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect([...(await outbox.loadCheckpoints()).keys()]).toEqual(['p', 'r']);
    expect((await outbox.listWaiting('mail', 10)).map(({ id }) => id)).toEqual(['p', 'r']);
    await outbox.close();
    rmSync(folder, { recursive: true });
  });
});
