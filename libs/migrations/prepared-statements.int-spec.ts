import { openSqliteFile } from '@ledgerdesk/sqlite';
import type Database from 'better-sqlite3';
import { Kysely, sql } from 'kysely';
import { PreparedStatements } from './prepared-statements.js';
import { SqliteFileDialect } from './sqlite-dialect.js';

interface Tables {
  readonly notes: { readonly id: number; readonly body?: string };
}

describe('statements on an SQLite file', () => {
  let database: Database.Database;
  let db: Kysely<Tables>;
  let prepared: string[];

  beforeEach(async () => {
    database = openSqliteFile(':memory:', { durability: 'normal' });
    prepared = [];
    const prepare = database.prepare.bind(database) as (text: string) => Database.Statement;
    Object.assign(database, {
      prepare: (text: string) => {
        prepared.push(text);
        return prepare(text);
      },
    });
    db = new Kysely<Tables>({ dialect: new SqliteFileDialect(database) });
    await sql`CREATE TABLE notes (id INTEGER NOT NULL)`.execute(db);
  });
  afterEach(() => db.destroy());

  const insert = (id: number) => db.insertInto('notes').values({ id }).execute();
  const ids = async () => (await db.selectFrom('notes').select('id').orderBy('id').execute()).map(({ id }) => id);

  it('are prepared once, with the parameters of each query', async () => {
    for (const id of [1, 2, 3]) await insert(id);
    await db.transaction().execute((transaction) => transaction.deleteFrom('notes').where('id', '=', 2).execute());
    await db.transaction().execute((transaction) => transaction.deleteFrom('notes').where('id', '=', 1).execute());
    expect([await ids(), await ids()]).toEqual([[3], [3]]);
    expect(prepared.toSorted()).toEqual([...new Set(prepared)].toSorted());
  });

  it('are not given out again while their rows are read', () => {
    database.exec('INSERT INTO notes (id) VALUES (1), (2)');
    const statements = new PreparedStatements(database);
    const ofNotes = () => statements.prepare('SELECT id FROM notes ORDER BY id');
    const seen = Array.from(ofNotes().iterate([]), (row) => [row, ofNotes().all([]).length]);
    expect(seen).toEqual([1, 2].map((id) => [{ id }, 2]));
  });

  it('see changes of the tables', async () => {
    const rows = () => db.selectFrom('notes').selectAll().execute();
    await insert(1);
    expect(await rows()).toEqual([{ id: 1 }]);
    await sql`ALTER TABLE notes ADD COLUMN body TEXT`.execute(db);
    expect(await rows()).toEqual([{ id: 1, body: null }]);
    await sql`DROP TABLE notes`.execute(db);
    await expect(rows()).rejects.toThrow('no such table: notes');
    await sql`CREATE TABLE notes (id INTEGER NOT NULL)`.execute(db);
    expect(await rows()).toEqual([]);
  });
});
