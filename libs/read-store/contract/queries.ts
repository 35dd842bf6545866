import type { Row } from '@ledgerdesk/kernel';
import type { Condition, OrderTerm, ReadStore, RowQuery } from '../port.js';
import { fill, withStores, type OpenStores } from './sample.js';

const SHELF: Record<string, Row> = {
  k1: { title: 'a 100% fit_ting note', size: 3, shelf: 'x', extra: ['kept'] },
  k2: { title: 'Zebra', size: 10, shelf: null },
  k3: { title: 'apple', shelf: 'x' },
  k4: { title: 'äpfel', size: 10, shelf: 'y' },
};

const keys = async (store: ReadStore, query: RowQuery): Promise<string[]> =>
  (await store.find('open-notes', query)).map(({ key }) => key);

/** Queries return the same rows on every database. */
export const queryContract = (open: OpenStores): void => {
  describe('queries', () => {
    it(
      'reads whole rows by key and in key order',
      withStores(open, async ({ store }) => {
        await fill(store, SHELF);
        expect(await store.get('open-notes', 'k1')).toEqual(SHELF['k1']);
        expect(await store.get('open-notes', 'none')).toBeUndefined();
        expect(await store.find('open-notes')).toEqual(Object.entries(SHELF).map(([key, row]) => ({ key, row })));
      }),
    );

    const cases: readonly (readonly [Condition, readonly string[]])[] = [
      [{ column: 'shelf', is: '=', value: 'x' }, ['k1', 'k3']],
      [{ column: 'shelf', is: '=', value: null }, ['k2']],
      [{ column: 'size', is: '>=', value: 10 }, ['k2', 'k4']],
      [{ column: 'size', is: '<', value: 10 }, ['k1']],
      [{ column: 'size', is: '>', value: null }, []],
      [{ column: 'title', is: '<=', value: 'apple' }, ['k1', 'k2', 'k3']],
      [{ column: 'size', is: 'in', value: [3, 4, null] }, ['k1', 'k3']],
      [{ column: 'size', is: 'in', value: [] }, []],
      [{ column: 'key', is: '>', value: 'k2' }, ['k3', 'k4']],
      [{ column: 'title', is: 'contains', value: '0% ' }, ['k1']],
      [{ column: 'title', is: 'contains', value: 't_t' }, ['k1']],
      [{ column: 'title', is: 'contains', value: '%' }, ['k1']],
      [{ column: 'title', is: 'contains', value: 'zebra' }, []],
      [{ column: 'shelf', is: 'contains', value: '' }, ['k1', 'k3', 'k4']],
    ];
    it.each(cases)('filters by %j', (condition, expected) =>
      withStores(open, async ({ store }) => {
        await fill(store, SHELF);
        expect(await keys(store, { where: [condition] })).toEqual(expected);
        expect(await store.count('open-notes', [condition])).toBe(expected.length);
      })(),
    );

    it.each<readonly [OrderTerm['direction'], readonly string[]]>([
      ['asc', ['k1', 'k2', 'k4', 'k3']],
      ['desc', ['k2', 'k4', 'k1', 'k3']],
    ])('sorts %s with nulls last, and continues after a row with null', (direction, expected) =>
      withStores(open, async ({ store }) => {
        await fill(store, { ...SHELF, k5: { size: null } });
        const orderBy = [{ column: 'size', direction }];
        expect(await keys(store, { orderBy })).toEqual([...expected, 'k5']);
        expect(await keys(store, { orderBy, after: { values: [null], key: 'k3' } })).toEqual(['k5']);
      })(),
    );

    it(
      'combines conditions with AND',
      withStores(open, async ({ store }) => {
        await fill(store, SHELF);
        expect(
          await keys(store, {
            where: [
              { column: 'shelf', is: '=', value: 'x' },
              { column: 'size', is: '=', value: 3 },
            ],
          }),
        ).toEqual(['k1']);
      }),
    );

    it(
      'compares and sorts booleans as 1 and 0',
      withStores(open, async ({ store }) => {
        await fill(store, { no: { size: false }, yes: { size: true } });
        expect(await keys(store, { where: [{ column: 'size', is: '=', value: true }] })).toEqual(['yes']);
        expect(
          await keys(store, { orderBy: [{ column: 'size', direction: 'asc' }], after: { values: [false], key: 'no' } }),
        ).toEqual(['yes']);
      }),
    );

    it(
      'rejects an unknown column in conditions and sort order',
      withStores(open, async ({ store }) => {
        await fill(store, SHELF);
        const error = { message: expect.stringContaining('colour') as string };
        await expect(
          store.find('open-notes', { where: [{ column: 'colour', is: '=', value: 'red' }] }),
        ).rejects.toMatchObject(error);
        await expect(
          store.find('open-notes', { orderBy: [{ column: 'colour', direction: 'asc' }] }),
        ).rejects.toMatchObject(error);
      }),
    );

    it(
      'rejects an "after" and an "orderBy" of different lengths',
      withStores(open, async ({ store }) => {
        await fill(store, SHELF);
        const query: RowQuery = { orderBy: [{ column: 'size', direction: 'asc' }], after: { values: [], key: 'k1' } };
        await expect(store.find('open-notes', query)).rejects.toBeInstanceOf(RangeError);
      }),
    );
  });
};
