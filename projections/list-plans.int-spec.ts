import { cursorsOf, PLANNED_LISTS, PLANNED_MODELS, SORTED_QUERIES } from '../test/support/planned-lists.js';
import { type PlannedQuery, PLANNED_STORES, type PlannedStore } from '../test/support/query-plans.js';

const SHOWN = 10;
/** Rows that a page may read beyond those that it shows: one more, for each of four statuses, and a few that tie. */
const BEYOND = { SQLite: 16, PostgreSQL: 4 * (SHOWN + 2) } as const;

describe.each(PLANNED_STORES)('lists, searches and counts on %s', (store, open) => {
  let opened: PlannedStore;
  beforeAll(async () => {
    opened = await open(PLANNED_MODELS);
  }, 120_000);
  afterAll(() => opened.close());

  it.each(PLANNED_LISTS)(
    '$name: an index gives the rows that are shown, and hardly others',
    async ({ read, tests = 0, onPostgres = 1, isTwoWay = false }) => {
      const expectIndexed = (queries: readonly PlannedQuery[]): void => {
        expect(queries.length).toBeGreaterThan(0);
        for (const { plan, faults, visited } of queries) {
          expect({ plan, faults }).toEqual({ plan, faults: [] });
          const most = SHOWN + (store === 'PostgreSQL' ? onPostgres : 1) * tests + BEYOND[store];
          expect({ plan, visited: visited <= most || visited }).toEqual({ plan, visited: true });
        }
      };
      const { next } = cursorsOf(await read(opened.store, { limit: 100 }));
      const { previous } = isTwoWay ? cursorsOf(await read(opened.store, { limit: 100, last: true })) : {};
      const starts = [
        {},
        ...(isTwoWay ? [{ last: true }] : []),
        ...[next, previous].flatMap((cursor) => (cursor === undefined ? [] : [{ cursor }])),
      ];
      for (const start of starts)
        expectIndexed((await opened.planned((reader) => read(reader, { limit: SHOWN, ...start })))[1]);
    },
  );

  it.each(SORTED_QUERIES)('$name: an index gives what is sorted, since $why', async ({ read, isTwoWay = false }) => {
    const [, forward] = await opened.planned((reader) => read(reader, { limit: SHOWN }));
    const [, backward] = isTwoWay
      ? await opened.planned((reader) => read(reader, { limit: SHOWN, last: true }))
      : [undefined, []];
    if (isTwoWay) expect(backward.length).toBeGreaterThan(0);
    const queries = [...forward, ...backward];
    expect(queries.length).toBeGreaterThan(0);
    for (const { plan, faults } of queries)
      expect({ plan, faults: faults.filter((fault) => !/TEMP B-TREE FOR ORDER BY|^Sort/.test(fault)) }).toEqual({
        plan,
        faults: [],
      });
  });
});
