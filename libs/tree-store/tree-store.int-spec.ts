import Database from 'better-sqlite3';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PostgresServer } from '../../test/support/postgres/server.js';
import { treeStoreContract } from './contract/index.js';
import { openPostgresTreeStore } from './postgres/index.js';
import { openSqliteTreeReader, openSqliteTreeStore } from './sqlite/index.js';

treeStoreContract('trees in an SQLite file', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'ledgerdesk-'));
  return {
    open: () => openSqliteTreeStore(join(folder, 'ledger.db')),
    dispose: async () => rmSync(folder, { recursive: true }),
  };
});

describe('trees in an SQLite file of an earlier version', () => {
  it('are read as they are, and keep what others hold of them once they are written', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'ledgerdesk-'));
    const file = join(folder, 'ledger.db');
    await (await openSqliteTreeStore(file)).close();
    const db = new Database(file);
    db.exec(`
      DROP TABLE ledger_handover; DROP TABLE ledger_time_stamp; ALTER TABLE ledger_checkpoint DROP COLUMN kept;
      DELETE FROM ledger_migration WHERE name > '0001_baseline';
      INSERT INTO ledger_tree VALUES ('a/b/0', 9, '9');
      INSERT INTO ledger_key VALUES ('a/b/0', 'key', 3, '');`);
    const insert = db.prepare("INSERT INTO ledger_checkpoint VALUES ('a/b/0', ?, zeroblob(32), ?, '1', '')");
    for (const size of [1, 2, 3, 4, 5]) insert.run(size, `text\n\n— log x\n${size === 4 ? '— witness x\n' : ''}`);
    const reader = await openSqliteTreeReader(file);
    expect([await reader?.tree('a/b/0').handovers(), (await reader?.tree('a/b/0').lastCheckpoint())?.size]).toEqual([
      [],
      5,
    ]);
    expect(await reader?.tree('a/b/0').timeStampUpTo(9)).toBeUndefined();
    await reader?.close();
    await (await openSqliteTreeStore(file)).close();
    const kept = db.prepare('SELECT size FROM ledger_checkpoint WHERE kept = 1 ORDER BY size').pluck().all();
    expect(kept).toEqual([1, 3, 4]);
    db.close();
    rmSync(folder, { recursive: true });
  });
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
