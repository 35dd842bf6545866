import type { Json, Row } from '@ledgerdesk/kernel';
import fc from 'fast-check';
import type { ColumnCondition, Condition, KeyedRow, OrderTerm, ReadStore } from '../port.js';
import { fill, notes, withStores, type OpenStores } from './sample.js';
import { runs } from '../../../test/support/runs.js';

/** Compares by code point, like UTF-8 bytes. JavaScript's `<` puts U+1F600 before U+FF5E. */
const compareText = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));

const compareCells = (a: Json, b: Json, { direction, nulls }: OrderTerm): number => {
  if (a === null || b === null) return (Number(a === null) - Number(b === null)) * (nulls === 'first' ? -1 : 1);
  const order = typeof a === 'string' && typeof b === 'string' ? compareText(a, b) : Number(a) - Number(b);
  return direction === 'asc' ? order : -order;
};

const cell = ({ key, row }: KeyedRow, column: string): Json => (column === 'key' ? key : (row[column] ?? null));

const sorted = (rows: Readonly<Record<string, Row>>, orderBy: readonly OrderTerm[]): KeyedRow[] =>
  Object.entries(rows)
    .map(([key, row]) => ({ key, row }))
    .sort((a, b) => {
      const orders = orderBy.map((term) => compareCells(cell(a, term.column), cell(b, term.column), term));
      return orders.find((order) => order !== 0) ?? compareText(a.key, b.key);
    });

const pageThrough = async (
  store: ReadStore,
  orderBy: readonly OrderTerm[],
  limit: number,
  where: readonly Condition[] = [],
): Promise<KeyedRow[]> => {
  const all: KeyedRow[] = [];
  for (;;) {
    const last = all.at(-1);
    const after = last && { values: orderBy.map(({ column }) => cell(last, column)), key: last.key };
    const page = await store.find('open-notes', { where, orderBy, limit, ...(after && { after }) });
    all.push(...page);
    if (page.length < limit) return all;
  }
};

const text = fc.constantFrom('', 'a', 'B', 'ä', 'aa', '～', '😀', 'a%', '10', '9');
const row = fc.record({
  title: fc.option(text),
  size: fc.option(fc.integer({ min: -2, max: 2 })),
  shelf: fc.option(text),
});
const rows = fc.dictionary(
  fc.string({ unit: fc.constantFrom('a', 'b', 'Z', 'é', '😀', '～'), minLength: 1, maxLength: 3 }),
  row,
  { maxKeys: 12, noNullPrototype: true },
);
const order = fc.uniqueArray(
  fc.record<OrderTerm>(
    {
      column: fc.constantFrom('title', 'size', 'shelf'),
      direction: fc.constantFrom('asc' as const, 'desc' as const),
      nulls: fc.constant('first' as const),
    },
    { requiredKeys: ['column', 'direction'] },
  ),
  { selector: ({ column }) => column },
);

/** Keyset pagination returns the rows in the order of an in-memory sort. */
export const pagingContract = (open: OpenStores): void => {
  describe('paging', () => {
    it(
      'returns every row once in any order, nulls last or first, text by code point',
      withStores(open, async ({ store }) => {
        await fc.assert(
          fc.asyncProperty(rows, order, fc.integer({ min: 1, max: 4 }), async (table, orderBy, limit) => {
            await store.reset(notes());
            await fill(store, table);
            expect(await pageThrough(store, orderBy, limit)).toEqual(sorted(table, orderBy));
          }),
          { numRuns: runs({ short: 40, long: 400 }) },
        );
      }),
    );

    it(
      'returns the same rows in the reverse of an order, of keys too',
      withStores(open, async ({ store }) => {
        const reverseOf = (orderBy: readonly OrderTerm[]): readonly OrderTerm[] => [
          ...orderBy.map(({ column, direction, nulls }): OrderTerm => ({
            column,
            direction: direction === 'asc' ? 'desc' : 'asc',
            ...(nulls === undefined && { nulls: 'first' }),
          })),
          { column: 'key', direction: 'desc', required: true },
        ];
        await fc.assert(
          fc.asyncProperty(rows, order, fc.integer({ min: 1, max: 4 }), async (table, orderBy, limit) => {
            await store.reset(notes());
            await fill(store, table);
            const backward = await pageThrough(store, reverseOf(orderBy), limit);
            expect(backward.toReversed()).toEqual(sorted(table, orderBy));
          }),
          { numRuns: runs({ short: 20, long: 400 }) },
        );
      }),
    );

    it(
      'returns the rows in which a column is null in the order of the columns after it',
      withStores(open, async ({ store }) => {
        const isNull = { column: 'shelf', direction: 'asc', isNull: true } as const;
        await fc.assert(
          fc.asyncProperty(rows, order, fc.integer({ min: 1, max: 4 }), async (table, terms, limit) => {
            await store.reset(notes());
            await fill(store, table);
            const orderBy = terms.filter(({ column }) => column !== 'shelf');
            const found = await pageThrough(store, [isNull, ...orderBy], limit, [
              { column: 'shelf', is: '=', value: null },
            ]);
            expect(found).toEqual(sorted(table, orderBy).filter(({ row: { shelf } }) => shelf === null));
          }),
          { numRuns: runs({ short: 20, long: 400 }) },
        );
      }),
    );

    it(
      'returns every row once by columns that are required, after others or before them',
      withStores(open, async ({ store }) => {
        const required = fc.constantFrom<readonly OrderTerm[]>(
          [{ column: 'title', direction: 'asc', required: true }],
          [{ column: 'title', direction: 'desc', required: true }],
          [
            { column: 'title', direction: 'asc', required: true },
            { column: 'size', direction: 'desc' },
          ],
          [
            { column: 'size', direction: 'asc' },
            { column: 'title', direction: 'desc', required: true },
          ],
          [
            { column: 'title', direction: 'asc', required: true },
            { column: 'key', direction: 'asc', required: true },
          ],
        );
        const titled = rows.map((table) =>
          Object.fromEntries(
            Object.entries(table).map(([key, each]) => [key, { ...each, title: each.title ?? '', key }]),
          ),
        );
        await fc.assert(
          fc.asyncProperty(titled, required, fc.integer({ min: 1, max: 4 }), async (table, orderBy, limit) => {
            await store.reset(notes());
            await fill(store, table);
            expect(await pageThrough(store, orderBy, limit)).toEqual(sorted(table, orderBy));
          }),
          { numRuns: 50 },
        );
      }),
    );

    it(
      'merges the rows with some values of a column, each once, in any order, also within bounds of the first column',
      withStores(open, async ({ store }) => {
        const titled = rows.map((table) =>
          Object.fromEntries(Object.entries(table).map(([key, each]) => [key, { ...each, title: each.title ?? '' }])),
        );
        const orders = fc
          .tuple(order, fc.constantFrom('asc' as const, 'desc' as const))
          .map(([others, direction]): readonly OrderTerm[] => [
            { column: 'title', direction, required: true },
            ...others.filter(({ column }) => column !== 'title'),
          ]);
        const shelves = fc.array(fc.constantFrom('', 'a', 'B', 'ä', null), { minLength: 1, maxLength: 6 });
        await fc.assert(
          fc.asyncProperty(
            titled,
            orders,
            shelves,
            fc.constantFrom<ColumnCondition['is']>('>', '>=', '<', '<='),
            fc.integer({ min: 1, max: 4 }),
            async (table, orderBy, some, is, limit) => {
              await store.reset(notes());
              await fill(store, table);
              const where = [
                { column: 'shelf', is: 'in', value: some, merged: true },
                { column: 'title', is, value: 'a' },
              ] as const;
              const unmerged = where.map(({ column, is: test, value }) => ({ column, is: test, value }));
              const [all, tested] = [await store.find('open-notes', { where: unmerged }), { tests: [], maxTested: 3 }];
              const expected = sorted(Object.fromEntries(all.map(({ key, row: found }) => [key, found])), orderBy);
              expect(await pageThrough(store, orderBy, limit, where)).toEqual(expected);
              const scanned = await store.scan('open-notes', { where, orderBy, ...tested, limit: 9 });
              expect(scanned.rows).toEqual(expected.slice(0, 3));
              expect(scanned.testedTo?.key).toBe(expected[2]?.key);
            },
          ),
          { numRuns: runs({ short: 40, long: 400 }) },
        );
      }),
    );
  });
};
