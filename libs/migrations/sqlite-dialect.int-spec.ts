import { openSqliteFile } from '@ledgerdesk/sqlite';
import type Database from 'better-sqlite3';
import { Kysely, sql } from 'kysely';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SqliteFileDialect } from './sqlite-dialect.js';

interface Tables {
  readonly notes: { readonly body: string };
}

describe('a transaction on an SQLite file', () => {
  let folder: string;
  let database: Database.Database;
  let db: Kysely<Tables>;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'ledgerdesk-dialect-'));
    database = openSqliteFile(join(folder, 'notes.db'), { durability: 'full' });
    db = new Kysely<Tables>({ dialect: new SqliteFileDialect(database) });
    await sql`CREATE TABLE notes (body TEXT NOT NULL)`.execute(db);
  });
  afterEach(async () => {
    await db.destroy();
    rmSync(folder, { recursive: true });
  });

  const insert = (bodies: readonly string[]) =>
    db.transaction().execute(async (transaction) => {
      for (const body of bodies) await transaction.insertInto('notes').values({ body }).execute();
    });
  const count = async () => (await db.selectFrom('notes').selectAll().execute()).length;

  /** Under Jest, SQLite errors may come from another realm, where `instanceof Error` is false: compare messages. */
  it('rejects with the error of a full disk, not with that of the rollback, and goes on afterwards', async () => {
    const pages = Number(database.pragma('page_count', { simple: true }));
    database.pragma(`max_page_count = ${pages + 1}`);
    await expect(insert(['small', 'x'.repeat(100_000)])).rejects.toThrow(
      `${database.name} cannot be read or written (database or disk is full)`,
    );
    expect(await count()).toBe(0);
    database.pragma('max_page_count = 1000000');
    await insert(['small', 'x'.repeat(100_000)]);
    expect(await count()).toBe(2);
  });

  it('is rolled back after any other error', async () => {
    const failing = db.transaction().execute(async (transaction) => {
      await transaction.insertInto('notes').values({ body: 'small' }).execute();
      throw new Error('changed my mind');
    });
    await expect(failing).rejects.toThrow('changed my mind');
    expect([await count(), database.inTransaction]).toEqual([0, false]);
  });
});
