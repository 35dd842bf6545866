import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { PostgresServer } from '../../../test/support/postgres/server.js';
import { readStoreContract, type Stores } from '../contract/index.js';
import { batch, fill, notes } from '../contract/sample.js';
import { InvalidRow, InvalidColumnValue } from '../errors.js';
import type { ReadStore } from '../port.js';
import { openPostgresReadStore, openPostgresReadStoreView } from './index.js';

let server: PostgresServer;
beforeAll(async () => {
  server = await PostgresServer.start();
}, 60_000);
afterAll(() => server.stop());

const open = async (): Promise<Stores & { readonly schema: string }> => {
  const config = { ...server.freshSchema(), connections: 3 };
  const opened: { close(): Promise<void> }[] = [];
  const track = <T extends { close(): Promise<void> }>(store: T): T => {
    opened.push(store);
    return store;
  };
  return {
    schema: config.schema,
    store: track(await openPostgresReadStore(config)),
    again: async () => track(await openPostgresReadStore(config)),
    view: async () => track(openPostgresReadStoreView(config)),
    dispose: async () => {
      for (const store of opened) await store.close();
      await server.run(`DROP SCHEMA "${config.schema}" CASCADE`);
    },
  };
};

readStoreContract('PostgreSQL', open);

describe('read store on PostgreSQL only', () => {
  let stores: Awaited<ReturnType<typeof open>>;
  let store: ReadStore;
  beforeEach(async () => {
    stores = await open();
    ({ store } = stores);
  });
  afterEach(() => stores.dispose());

  it('writes and deletes 2,500 rows in one commit', async () => {
    await store.prepare(notes());
    const many = Object.fromEntries(
      Array.from({ length: 2_500 }, (_, size) => [`k${size}`, { title: `"{\\,é😀`, size }]),
    );
    await store.commit(notes(), batch(undefined, '1', many));
    expect((await store.rows(notes(), Object.keys(many))).rows).toEqual(new Map(Object.entries(many)));
    await store.commit(
      notes(),
      batch('1', '2', { ...Object.fromEntries(Object.keys(many).map((key) => [key, undefined])), last: {} }),
    );
    expect(await store.page(notes(), undefined, 10)).toEqual([{ key: 'last', row: {} }]);
  });

  it('stores the largest and smallest safe integers', async () => {
    await fill(store, { a: { size: Number.MAX_SAFE_INTEGER }, b: { size: Number.MIN_SAFE_INTEGER } });
    expect(await store.find('open-notes', { orderBy: [{ column: 'size', direction: 'asc' }] })).toEqual([
      { key: 'b', row: { size: Number.MIN_SAFE_INTEGER } },
      { key: 'a', row: { size: Number.MAX_SAFE_INTEGER } },
    ]);
  });

  const unstorable = [
    ['U+0000', 'a\0b'],
    ['a lone surrogate', 'a\ud83d'],
  ] as const;
  it.each(unstorable)('rejects a row with %s in a column or its key, and writes nothing', async (_case, text) => {
    await store.prepare(notes());
    for (const rows of [
      { fit: {}, a: { title: text } },
      { fit: {}, [text]: {} },
    ]) {
      await expect(store.commit(notes(), batch(undefined, '1', rows))).rejects.toBeInstanceOf(InvalidColumnValue);
    }
    expect(await store.page(notes(), undefined, 10)).toEqual([]);
    expect(await store.checkpoint(notes())).toBeUndefined();
  });

  it('rejects a row with too much text for an index, without quoting it', async () => {
    await store.prepare(notes());
    const shelf = randomBytes(10_000).toString('hex');
    const error: unknown = await store
      .commit(notes(), batch(undefined, '1', { a: { shelf } }))
      .catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(InvalidRow);
    expect(String(error)).toMatch(/open-notes_v1.*too long.*54000/);
    expect(await store.checkpoint(notes())).toBeUndefined();
  });

  /** Makes the server reject every insert with this SQLSTATE and the title as its message. */
  const failWrites = (code: string) =>
    server.run(`
      CREATE FUNCTION "${stores.schema}".fail() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE '%', NEW.title USING ERRCODE = '${code}'; END $$;
      CREATE TRIGGER fail BEFORE INSERT ON "${stores.schema}"."open-notes_v1"
        FOR EACH ROW EXECUTE FUNCTION "${stores.schema}".fail()`);

  it.each([
    ['22021', true],
    ['22001', true],
    ['22P02', true],
    ['40001', false],
    ['53100', false],
    ['57014', false],
  ])('treats SQLSTATE %s as an invalid row: %p', async (code, isInvalidRow) => {
    await store.prepare(notes());
    await failWrites(code);
    const error: unknown = await store
      .commit(notes(), batch(undefined, '1', { a: { title: 'a secret' } }))
      .catch((reason: unknown) => reason);
    expect(error instanceof InvalidRow).toBe(isInvalidRow);
    expect(String(error).includes('a secret')).toBe(!isInvalidRow);
    await server.run(`DROP TRIGGER fail ON "${stores.schema}"."open-notes_v1"`);
    expect(await store.commit(notes(), batch(undefined, '1', { a: {} }))).toBe(true);
  });

  it.each(unstorable)('stores %s in fields without a column, and matches no row by it', async (_case, text) => {
    await fill(store, { a: { title: 'a', extra: text } });
    expect(await store.get('open-notes', 'a')).toEqual({ title: 'a', extra: text });
    expect(await store.get('open-notes', text)).toBeUndefined();
    expect((await store.rows(notes(), [text])).rows.size).toBe(0);
    expect(await store.count('open-notes', [{ column: 'title', is: 'contains', value: text }])).toBe(0);
    expect(await store.count('open-notes', [{ column: 'title', is: 'in', value: [text, 'a'] }])).toBe(1);
    expect(await store.commit(notes(), batch('1', '2', { [text]: undefined }))).toBe(true);
  });

  it('accepts columns and indexes of any name', async () => {
    const long = 'x'.repeat(60);
    const odd = {
      ...notes(),
      table: {
        columns: { version: 'integer', 'a "b"': 'text', [long]: 'text' },
        indexes: [
          [long, 'version'],
          [long, 'a "b"'],
        ],
      },
    } as const;
    await store.prepare(odd);
    await store.prepare(odd);
    await store.commit(odd, batch(undefined, '1', { a: { version: 7, 'a "b"': 'c' } }));
    expect((await store.rows(odd, ['a'])).rows.get('a')).toEqual({ version: 7, 'a "b"': 'c' });
    expect(
      await server.run('SELECT 1 FROM pg_indexes WHERE schemaname = $1 AND tablename = $2', [
        stores.schema,
        'open-notes_v1',
      ]),
    ).toHaveLength(3);
  });

  it('rejects a projection whose table name PostgreSQL would truncate', async () => {
    await expect(store.prepare({ ...notes(), name: 'n'.repeat(61) })).rejects.toThrow(/too long/);
  });

  it('uses an index for a page of one shelf', async () => {
    await fill(
      store,
      Object.fromEntries(Array.from({ length: 2_000 }, (_, size) => [`k${size}`, { shelf: `shelf ${size}`, size }])),
    );
    const table = `"${stores.schema}"."open-notes_v1"`;
    await server.run(`ANALYZE ${table}`);
    const plan = await server.run(
      `EXPLAIN SELECT key, body FROM ${table} WHERE shelf = 'x' ORDER BY size, key LIMIT 10`,
    );
    expect(JSON.stringify(plan)).toContain('open-notes_v1_shelf_size');
  });

  it('does not change the type parsers of other pg clients in the process', async () => {
    await fill(store, { a: {} });
    expect(await store.count('open-notes')).toBe(1);
    const other = new Client({ connectionString: server.url });
    await other.connect();
    expect((await other.query('SELECT 1::bigint AS one')).rows).toEqual([{ one: '1' }]);
    await other.end();
  });
});
