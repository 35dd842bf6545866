import type { Projection, Row } from '@ledgerdesk/kernel';
import fc from 'fast-check';
import { InMemoryRowReader } from '../in-memory.js';
import type { ReadStore, RowCount } from '../port.js';
import { batch, notes, withStores, type OpenStores } from './sample.js';

/** A projection whose table keeps the numbers of its rows by title, also on each shelf. */
const counted: Projection = {
  ...notes(),
  name: 'counted-notes',
  table: { ...notes().table, counted: { by: ['title'], within: ['shelf'] } },
};

const SHELVES = ['one', 'two', null] as const;

const anyRow = fc.record<Row>({
  title: fc.constantFrom('a', 'b', null),
  size: fc.nat(3),
  shelf: fc.constantFrom(...SHELVES),
});
const changes = fc.dictionary(fc.constantFrom('k1', 'k2', 'k3', 'k4'), fc.option(anyRow, { nil: undefined }), {
  noNullPrototype: true,
});

const sorted = (counts: readonly RowCount[]): readonly string[] => counts.map((count) => JSON.stringify(count)).sort();

const countsIn = (reader: Pick<ReadStore, 'counts'>): Promise<readonly (readonly string[])[]> =>
  Promise.all([
    reader.counts(counted.name).then(sorted),
    ...SHELVES.map((value) => reader.counts(counted.name, { column: 'shelf', value }).then(sorted)),
  ]);

/** The kept numbers of rows are those of the rows, after any changes. */
export const keptCountsContract = (open: OpenStores): void => {
  describe('kept numbers of rows', () => {
    it(
      'follow insertions, changes and deletions of rows, whether or not the caller knows the rows before',
      withStores(open, async ({ store }) => {
        await store.prepare(counted);
        await fc.assert(
          fc.asyncProperty(fc.array(changes, { minLength: 1, maxLength: 5 }), fc.boolean(), async (batches, knows) => {
            await store.reset(counted);
            await store.serve(counted);
            const rows = new Map<string, Row>();
            for (const [index, each] of batches.entries()) {
              const changed = batch(index === 0 ? undefined : String(index), String(index + 1), each);
              await store.commit(counted, { ...changed, ...(knows && { before: new Map(rows) }) });
              for (const [key, row] of Object.entries(each))
                if (row) rows.set(key, row);
                else rows.delete(key);
            }
            const stored = await store.page(counted, undefined, 10);
            expect(new Map(stored.map(({ key, row }) => [key, row]))).toEqual(rows);
            expect(await countsIn(store)).toEqual(
              await countsIn(new InMemoryRowReader([{ projection: counted, rows }])),
            );
          }),
          { numRuns: 20 },
        );
      }),
    );

    it(
      'do not change with a batch from another checkpoint',
      withStores(open, async ({ store }) => {
        await store.prepare(counted);
        await store.commit(counted, batch(undefined, '1', { k1: { title: 'a', shelf: 'one' } }));
        await store.serve(counted);
        expect(await store.commit(counted, batch(undefined, '2', { k2: { title: 'a', shelf: 'one' } }))).toBe(false);
        expect(await store.counts(counted.name)).toEqual([{ values: ['a'], rows: 1 }]);
      }),
    );

    it(
      'are none in a projection that no version serves, and rejected for a table that keeps none',
      withStores(open, async ({ store }) => {
        expect(await store.counts(counted.name)).toEqual([]);
        await store.prepare(notes());
        await store.serve(notes());
        await expect(store.counts(notes().name)).rejects.toThrow();
      }),
    );
  });
};
