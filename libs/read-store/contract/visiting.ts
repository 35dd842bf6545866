import type { Row } from '@ledgerdesk/kernel';
import type { Condition, KeyCondition, ReadStore } from '../port.js';
import { batch, fill, notes, withStores, type OpenStores } from './sample.js';

/** More rows than an adapter reads at a time. */
const MANY = Object.fromEntries(
  Array.from({ length: 1_200 }, (_, n): [string, Row] => [
    `k${n}`,
    { title: `note ${n} "\u{1f600}`, size: n, shelf: n % 2 === 0 ? 'even' : null, extra: ['kept'] },
  ]),
);

const onShelf = (value: string | null): Condition => ({ column: 'shelf', is: '=', value });

const bySize = (rows: readonly Row[]): readonly Row[] =>
  [...rows].sort((a, b) => Number(a['size']) - Number(b['size']));

const visited = async (store: Pick<ReadStore, 'each'>, where: readonly Condition[] = []): Promise<readonly Row[]> => {
  const rows: Row[] = [];
  await store.each('open-notes', where, (row) => rows.push(row));
  return bySize(rows);
};

/** Visits find the same rows as queries, however many there are. */
export const visitContract = (open: OpenStores): void => {
  describe('visits of many rows', () => {
    it(
      'include each row that matches once, as queries do',
      withStores(open, async ({ store, view }) => {
        await fill(store, MANY);
        const reader = await view();
        const other: KeyCondition = {
          is: 'key-of',
          projection: 'open-notes',
          where: { column: 'size', is: '<', value: 700 },
        };
        const cases: readonly (readonly Condition[])[] = [
          [],
          [onShelf('even')],
          [onShelf(null)],
          [{ column: 'size', is: '>=', value: 500 }, onShelf('even')],
          [{ column: 'key', is: 'in', value: ['k7', 'k8', 'none'] }],
          [other],
          [onShelf('none')],
        ];
        for (const where of cases) {
          const found = bySize((await store.find('open-notes', { where })).map(({ row }) => row));
          expect(await visited(store, where)).toEqual(found);
          expect(await visited(reader, where)).toEqual(found);
        }
        expect(await visited(store)).toHaveLength(1_200);
      }),
    );

    it(
      'include no rows before a version serves',
      withStores(open, async ({ store, view }) => {
        expect(await visited(await view())).toEqual([]);
        await store.prepare(notes());
        await store.commit(notes(), batch(undefined, '1', { a: { size: 1 } }));
        expect(await visited(store)).toEqual([]);
      }),
    );

    it(
      'reject with the error of the visitor or of an unknown column, and can be repeated',
      withStores(open, async ({ store }) => {
        await fill(store, MANY);
        let visits = 0;
        const failing = store.each('open-notes', [], () => {
          visits += 1;
          if (visits === 900) throw new Error('Enough.');
        });
        await expect(failing).rejects.toThrow('Enough.');
        await expect(visited(store, [{ column: 'colour', is: '=', value: 'red' }])).rejects.toMatchObject({
          message: expect.stringContaining('colour') as string,
        });
        expect(await visited(store)).toHaveLength(1_200);
        expect(await store.commit(notes(), batch('1', '2', { k0: undefined }))).toBe(true);
        expect(await visited(store)).toHaveLength(1_199);
      }),
    );

    it(
      'see no commit of another connection that occurs meanwhile',
      withStores(open, async ({ store, view }) => {
        await fill(store, MANY);
        const sum = async (): Promise<number> =>
          (await visited(reader)).reduce((all, row) => all + Number(row['size']), 0);
        const reader = await view();
        const before = await sum();
        const moved = { k0: { size: 1_199 }, k1199: { size: 0 } };
        const [during] = await Promise.all([sum(), store.commit(notes(), batch('1', '2', moved))]);
        expect([during, await sum()]).toEqual([before, before]);
      }),
    );
  });
};
