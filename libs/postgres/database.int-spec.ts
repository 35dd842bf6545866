import { PostgresServer } from '../../test/support/postgres/server.js';
import type { PostgresConfig } from './config.js';
import { openDatabase } from './database.js';
import { PostgresUnreachable } from './errors.js';
import { BASELINE, FAILING, type Steps, WITH_TITLE } from '../../test/support/note-migrations.js';

let server: PostgresServer;
beforeAll(async () => {
  server = await PostgresServer.start();
}, 60_000);
afterAll(() => server.stop());

const open = async (config: PostgresConfig, steps: Steps, store = 'notes'): Promise<void> => {
  const db = await openDatabase(config, { store, steps });
  await db.destroy();
};
const rows = ({ schema }: { readonly schema: string }, table: string): Promise<unknown[]> =>
  server.run(`SELECT * FROM "${schema}"."${table}"`);

describe('migrations on PostgreSQL', () => {
  it('apply each step once when six processes open an empty database', async () => {
    const config = server.freshSchema();
    await Promise.all(Array.from({ length: 6 }, () => open(config, WITH_TITLE)));
    expect(await rows(config, 'notes_migration')).toMatchObject([{ name: '0001_baseline' }, { name: '0002_title' }]);
  });

  it('create the schema once when different stores open an empty database', async () => {
    const config = server.freshSchema();
    await Promise.all(['one', 'two', 'three'].map((store) => open(config, { [`0001_${store}`]: noStep }, store)));
    expect(await rows(config, 'two_migration')).toMatchObject([{ name: '0001_two' }]);
  });

  it('adopt a table that was created before steps were recorded, with its rows', async () => {
    const config = server.freshSchema();
    await server.run(`CREATE SCHEMA "${config.schema}"`);
    await server.run(`CREATE TABLE "${config.schema}".notes (id text PRIMARY KEY)`);
    await server.run(`INSERT INTO "${config.schema}".notes VALUES ('a')`);
    await open(config, WITH_TITLE);
    expect(await rows(config, 'notes')).toEqual([{ id: 'a', title: null }]);
  });

  it('refuse a store of a newer version', async () => {
    const config = server.freshSchema();
    await open(config, WITH_TITLE);
    await expect(open(config, BASELINE)).rejects.toThrow(/notes store.*newer version.*"0002_title"/);
  });

  it('leave the tables unchanged if a step fails, and can be repeated', async () => {
    const config = server.freshSchema();
    await open(config, BASELINE);
    await expect(open(config, FAILING)).rejects.toThrow('relation "missing" does not exist');
    expect(await rows(config, 'notes_migration')).toMatchObject([{ name: '0001_baseline' }]);
    await open(config, WITH_TITLE);
    expect(await rows(config, 'notes_migration')).toHaveLength(2);
  });
});

describe('a transaction on PostgreSQL', () => {
  it('rejects with the lost connection, not with the error of the rollback, and the next one succeeds', async () => {
    const db = await openDatabase<{ notes: { id: string } }>(server.freshSchema(), { store: 'notes', steps: BASELINE });
    const insert = (meanwhile: () => Promise<void>) =>
      db.transaction().execute(async (transaction) => {
        await transaction.insertInto('notes').values({ id: 'a' }).execute();
        await meanwhile();
        await transaction.insertInto('notes').values({ id: 'b' }).execute();
      });
    const failed: unknown = await insert(() => server.cutConnections()).catch((error: unknown) => error);
    expect(failed).toBeInstanceOf(PostgresUnreachable);
    await insert(async () => undefined);
    expect(await db.selectFrom('notes').selectAll().execute()).toHaveLength(2);
    await db.destroy();
  });

  it('rejects with the error of its statement, which is not wrapped', async () => {
    const db = await openDatabase<{ notes: { id: string } }>(server.freshSchema(), { store: 'notes', steps: BASELINE });
    const twice = db.transaction().execute(async (transaction) => {
      for (const id of ['a', 'a']) await transaction.insertInto('notes').values({ id }).execute();
    });
    await expect(twice).rejects.toMatchObject({ code: '23505' });
    await db.destroy();
  });

  it('rejects with PostgresUnreachable while the server is down', async () => {
    const stopped = await PostgresServer.startOwn();
    const db = await openDatabase<{ notes: { id: string } }>(stopped.freshSchema(), {
      store: 'notes',
      steps: BASELINE,
    });
    await stopped.stop();
    await expect(db.selectFrom('notes').selectAll().execute()).rejects.toBeInstanceOf(PostgresUnreachable);
    await db.destroy();
  });
});

const noStep = { up: async (): Promise<void> => undefined };
