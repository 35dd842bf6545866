import fc from 'fast-check';
import type { Projection, Row } from '@ledgerdesk/kernel';
import { InMemoryRowReader, type Condition, type ReadStore, type RowQuery } from '@ledgerdesk/read-store';
import { openPostgresReadStore } from '@ledgerdesk/read-store/postgres';
import { openReadStore } from '@ledgerdesk/read-store/sqlite';
import { PostgresServer } from '../support/postgres/server.js';
import { runs } from '../support/runs.js';

const notes: Projection = {
  name: 'notes',
  version: 1,
  handles: [],
  table: {
    columns: { title: 'text', size: 'integer', owner: 'text' },
    indexes: [['title']],
    search: { text: 'title', owner: 'owner' },
  },
  keysOf: () => [],
  evolve: () => undefined,
};

const title = fc.constantFrom('', 'a', 'ab', 'B', '%', 'ä', '\uFF21', '\u{1F600}');
const size = fc.integer({ min: -2, max: 2 });
const owner = fc.constantFrom('one', 'two');
/** Values of which the search index is exact, or of which no other row of `title` has all pairs. */
const searched = fc.record({
  is: fc.constant('may-contain' as const),
  text: fc.constant('title'),
  value: title,
  owner: fc.constant('owner'),
  ownerValue: owner,
});
const tables = fc.uniqueArray(
  fc.tuple(
    fc.constantFrom('k1', 'k2', 'k3', 'K4', '\uFF21', '\u{1F600}'),
    fc.record<Row>({
      title: fc.option(title),
      size: fc.option(size),
      owner: fc.option(owner),
    }),
  ),
  { selector: ([key]) => key },
);

const comparison = fc.constantFrom('=' as const, '<' as const, '<=' as const, '>' as const, '>=' as const);
const condition: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({
    column: fc.constantFrom('title', 'key'),
    is: fc.oneof(comparison, fc.constant('contains' as const)),
    value: title,
  }),
  searched,
  fc.record({ is: fc.constant('key-of' as const), projection: fc.constant('notes'), where: searched }),
  fc.record({ column: fc.constant('size'), is: comparison, value: fc.option(size) }),
  fc.record({
    column: fc.constant('size'),
    is: fc.constant('in' as const),
    value: fc.array(fc.option(size), { maxLength: 3 }),
  }),
);
const direction = fc.constantFrom('asc' as const, 'desc' as const);
const after = fc.record({
  values: fc.tuple(fc.option(title), fc.option(size)),
  key: fc.constantFrom('', 'k2', '\uFF21'),
});
const queries: fc.Arbitrary<RowQuery> = fc.record(
  {
    where: fc.array(condition, { maxLength: 2 }),
    orderBy: fc.tuple(direction, direction).map(([first, second]) => [
      { column: 'title', direction: first },
      { column: 'size', direction: second },
    ]),
    after,
    limit: fc.integer({ min: 1, max: 4 }),
  },
  { requiredKeys: ['orderBy'] },
);

const fill = async (store: ReadStore, rows: ReadonlyMap<string, Row>): Promise<void> => {
  await store.reset(notes);
  await store.commit(notes, { rows, from: undefined, to: { logId: 'log', position: '1' } });
  await store.serve(notes);
};

const agree = (open: () => Promise<ReadStore>): void => {
  let store: ReadStore;
  beforeAll(async () => {
    store = await open();
  });
  afterAll(() => store.close());

  it('are the same for every filter, order and page', async () => {
    await fc.assert(
      fc.asyncProperty(tables, fc.array(queries, { minLength: 1, maxLength: 20 }), async (table, queried) => {
        const rows = new Map(table);
        await fill(store, rows);
        const reader = new InMemoryRowReader([{ projection: notes, rows }]);
        for (const query of queried) {
          expect(await reader.find('notes', query)).toEqual(await store.find('notes', query));
          expect(await reader.count('notes', query.where)).toBe(await store.count('notes', query.where));
        }
      }),
      { numRuns: runs({ short: 15, long: 200 }) },
    );
  });
};

describe('rows read in memory and from SQLite', () => {
  agree(async () => openReadStore(':memory:'));
});

describe('rows read in memory and from PostgreSQL', () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await PostgresServer.start();
  }, 60_000);
  afterAll(() => server.stop());
  agree(() => openPostgresReadStore(server.freshSchema()));
});
