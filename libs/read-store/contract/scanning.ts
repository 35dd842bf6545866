import type { Row } from '@ledgerdesk/kernel';
import type { Condition, OrderTerm, ReadStore, RowPlace, RowScan } from '../port.js';
import { batch, fill, notes, pages, withStores, type OpenStores } from './sample.js';

/** Twenty notes on two shelves, of which every third has the title `b`. */
const NOTES: Record<string, Row> = Object.fromEntries(
  Array.from({ length: 20 }, (_, size) => [
    `k${String(size).padStart(2, '0')}`,
    { title: size % 3 === 0 ? 'b' : 'a', size, shelf: size % 2 === 0 ? 'even' : 'odd' },
  ]),
);

const downwards: readonly OrderTerm[] = [
  { column: 'size', direction: 'desc', required: true },
  { column: 'key', direction: 'desc', required: true },
];
const titled: Condition = { column: 'title', is: '=', value: 'b' };
const onOddShelf = { column: 'shelf', is: '=', value: 'odd' } as const;

/** Scans of a limited number of rows find the same rows on every database. */
export const scanContract = (open: OpenStores): void => {
  describe('a scan', () => {
    const withNotes = (test: (store: ReadStore) => Promise<void>): (() => Promise<void>) =>
      withStores(open, async ({ store }) => {
        await fill(store, NOTES);
        await test(store);
      });
    const scanned = async (store: ReadStore, scan: Partial<RowScan> & { readonly limit: number }) => {
      const query = { where: [onOddShelf], orderBy: downwards, tests: [titled], maxTested: 100, ...scan };
      const { rows, testedTo } = await store.scan(notes().name, query);
      return { keys: rows.map(({ key }) => key), testedTo };
    };

    it(
      'returns rows that pass the tests, in order, and stops at the limit',
      withNotes(async (store) => {
        expect(await scanned(store, { limit: 2 })).toEqual({ keys: ['k15', 'k09'], testedTo: undefined });
        expect(await scanned(store, { limit: 9 })).toEqual({ keys: ['k15', 'k09', 'k03'], testedTo: undefined });
        expect(await scanned(store, { limit: 3, tests: [] })).toMatchObject({ keys: ['k19', 'k17', 'k15'] });
      }),
    );

    it(
      'tests a limited number of rows, says where it stopped, and continues from there',
      withNotes(async (store) => {
        const pages: (readonly string[])[] = [];
        let after: RowPlace | undefined;
        do {
          const page = await scanned(store, { limit: 5, maxTested: 3, ...(after && { after }) });
          pages.push(page.keys);
          after = page.testedTo;
        } while (after);
        expect(pages).toEqual([['k15'], ['k09'], ['k03'], []]);
      }),
    );

    it(
      'tests rows of another projection by key',
      withNotes(async (store) => {
        await store.prepare(pages);
        const texts = { k15: { text: 'sync', owner: 'aiko' }, k17: { text: 'locked', owner: 'aiko' } };
        await store.commit(pages, batch(undefined, '1', texts));
        const contains = (value: string, projection = pages.name): Condition => ({
          is: 'key-of',
          projection,
          where: { column: 'text', is: 'contains', value },
        });
        expect(await scanned(store, { limit: 9, tests: [contains('n')] })).toMatchObject({ keys: [] });
        await store.serve(pages);
        expect(await scanned(store, { limit: 9, tests: [contains('n')] })).toMatchObject({ keys: ['k15'] });
        expect(await scanned(store, { limit: 9, tests: [contains('c')] })).toMatchObject({ keys: ['k17', 'k15'] });
        expect(await scanned(store, { limit: 9, tests: [contains('c'), titled] })).toMatchObject({ keys: ['k15'] });
        expect(await scanned(store, { limit: 9, tests: [contains('c', 'unknown')] })).toMatchObject({ keys: [] });
      }),
    );

    it(
      'counts rows by the values of columns, of a limited number of rows',
      withNotes(async (store) => {
        const counted = (maxTested: number, tests: readonly Condition[] = []) =>
          store.scanCounts(notes().name, { where: [onOddShelf], orderBy: downwards, tests, maxTested, by: ['title'] });
        const all = await counted(10);
        expect(all.tested).toBe(10);
        expect([...all.counts].sort((a, b) => a.rows - b.rows)).toEqual([
          { values: ['b'], rows: 3 },
          { values: ['a'], rows: 7 },
        ]);
        expect(await counted(100, [titled])).toEqual({ counts: [{ values: ['b'], rows: 3 }], tested: 10 });
        const first = await counted(3);
        expect(first.tested).toBe(3);
        expect([...first.counts].sort((a, b) => a.rows - b.rows)).toEqual([
          { values: ['b'], rows: 1 },
          { values: ['a'], rows: 2 },
        ]);
      }),
    );

    it(
      'finds nothing in a projection that no version serves',
      withStores(open, async ({ store }) => {
        expect(await scanned(store, { limit: 9 })).toEqual({ keys: [], testedTo: undefined });
        const query = { where: [], orderBy: [], tests: [], maxTested: 9, by: ['title'] };
        expect(await store.scanCounts(notes().name, query)).toEqual({ counts: [], tested: 0 });
      }),
    );
  });
};
