import Database from 'better-sqlite3';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BASELINE, FAILING, type Steps, WITH_TITLE } from '../../test/support/note-migrations.js';
import { migrateSqlite, StoreTooNew } from './index.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'migrations-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const inFile = <T>(use: (database: Database.Database) => T): T => {
  const database = new Database(join(folder, 'notes.db'));
  const result = use(database);
  database.close();
  return result;
};
const run = (statements: string): unknown => inFile((database) => database.exec(statements).open);
const rows = (select: string): unknown[] => inFile((database) => database.prepare(select).all());
const tables = (): unknown[] => rows("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name");
/** Under Jest, SQLite errors may come from another realm, where `instanceof Error` is false: compare messages. */
const missingTable = { message: 'no such table: missing' };
const appliedSteps = (): unknown[] => rows('SELECT name FROM notes_migration ORDER BY name');

/** Opens the file with these steps, as a version of the engine would, and closes it. */
const open = async (steps: Steps, store = 'notes'): Promise<void> => {
  const db = await migrateSqlite(new Database(join(folder, 'notes.db')), { store, steps });
  await db.destroy();
};

describe('migrations on SQLite', () => {
  it('apply each step once', async () => {
    await open(WITH_TITLE);
    await open(WITH_TITLE);
    expect(appliedSteps()).toEqual([{ name: '0001_baseline' }, { name: '0002_title' }]);
  });

  it('adopt a table that was created before steps were recorded, with its rows', async () => {
    run(`CREATE TABLE notes (id TEXT PRIMARY KEY); INSERT INTO notes VALUES ('a')`);
    await open(WITH_TITLE);
    expect(rows('SELECT * FROM notes')).toEqual([{ id: 'a', title: null }]);
  });

  it('refuse a store of a newer version, and leave it unchanged', async () => {
    await open(WITH_TITLE);
    const before = tables();
    await expect(open(BASELINE)).rejects.toThrow(StoreTooNew);
    await expect(open(BASELINE)).rejects.toThrow(/notes store.*newer version.*"0002_title"/);
    expect([tables(), appliedSteps()]).toEqual([before, [{ name: '0001_baseline' }, { name: '0002_title' }]]);
  });

  it('leave the file unchanged if a step fails', async () => {
    await expect(open(FAILING)).rejects.toMatchObject(missingTable);
    expect(tables()).toEqual([]);
    await open(BASELINE);
    await expect(open(FAILING)).rejects.toMatchObject(missingTable);
    expect([rows('SELECT * FROM notes'), appliedSteps()]).toEqual([[], [{ name: '0001_baseline' }]]);
    await open(WITH_TITLE);
  });

  it('reject with the error of a full disk, not with that of the rollback, and can be repeated', async () => {
    const database = new Database(join(folder, 'notes.db'));
    database.pragma('max_page_count = 2');
    await expect(migrateSqlite(database, { store: 'notes', steps: WITH_TITLE })).rejects.toThrow(
      `${join(folder, 'notes.db')} cannot be read or written (database or disk is full).`,
    );
    expect([database.open, tables()]).toEqual([false, []]);
    await open(WITH_TITLE);
  });

  it('name a file that is damaged', async () => {
    writeFileSync(join(folder, 'notes.db'), 'garbage '.repeat(1_000));
    await expect(open(BASELINE)).rejects.toThrow(`${join(folder, 'notes.db')} is damaged (file is not a database)`);
  });

  it('are recorded per store, so that stores can share a database', async () => {
    await open(BASELINE);
    await open({ '0001_other': { up: async () => undefined } }, 'other');
    await open(BASELINE);
    expect(appliedSteps()).toEqual([{ name: '0001_baseline' }]);
  });
});
