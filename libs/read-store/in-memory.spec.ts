import fc from 'fast-check';
import type { Row, TableShape } from '@ledgerdesk/kernel';
import { InMemoryRowReader } from './in-memory.js';
import type { Condition, RowQuery } from './port.js';

const table: TableShape = { columns: { title: 'text', size: 'integer' }, indexes: [] };
const readerOf = (rows: Record<string, Row>): InMemoryRowReader =>
  new InMemoryRowReader([{ projection: { name: 'notes', table }, rows: new Map(Object.entries(rows)) }]);

const SHELF: Record<string, Row> = {
  k1: { title: 'a 100% fit_ting note', size: 3, extra: ['kept'] },
  k2: { title: 'Zebra', size: 10 },
  k3: { title: 'apple' },
  k4: { title: null, size: 10 },
};
const keys = async (query: RowQuery, rows = SHELF): Promise<string[]> =>
  (await readerOf(rows).find('notes', query)).map(({ key }) => key);

describe('in-memory row reader', () => {
  it('reads a whole row by its key', async () => {
    expect(await readerOf(SHELF).get('notes', 'k1')).toEqual(SHELF['k1']);
    expect(await readerOf(SHELF).get('notes', 'none')).toBeUndefined();
  });

  it('rejects a projection that is not in memory', async () => {
    const missing = /Projection "others" is not in memory. Available: notes/;
    await expect(readerOf(SHELF).get('others', 'k1')).rejects.toThrow(missing);
    await expect(readerOf(SHELF).find('others')).rejects.toThrow(missing);
    await expect(readerOf(SHELF).count('others')).rejects.toThrow(missing);
    await expect(readerOf(SHELF).each('others', [], () => undefined)).rejects.toThrow(missing);
  });

  it('visits the rows that match', async () => {
    const titles: unknown[] = [];
    await readerOf(SHELF).each('notes', [{ column: 'size', is: '=', value: 10 }], ({ title }) => titles.push(title));
    expect(titles).toEqual(['Zebra', null]);
  });

  const cases: readonly (readonly [Condition, readonly string[]])[] = [
    [{ column: 'size', is: '=', value: 10 }, ['k2', 'k4']],
    [{ column: 'size', is: '=', value: null }, ['k3']],
    [{ column: 'size', is: '<', value: 10 }, ['k1']],
    [{ column: 'size', is: '<=', value: 10 }, ['k1', 'k2', 'k4']],
    [{ column: 'size', is: '>', value: 3 }, ['k2', 'k4']],
    [{ column: 'size', is: '>=', value: 3 }, ['k1', 'k2', 'k4']],
    [{ column: 'size', is: '>', value: null }, []],
    [{ column: 'size', is: 'in', value: [3, null] }, ['k1', 'k3']],
    [{ column: 'size', is: 'in', value: [] }, []],
    [{ column: 'key', is: '>', value: 'k2' }, ['k3', 'k4']],
    [{ column: 'title', is: 'contains', value: '0% fit_' }, ['k1']],
    [{ column: 'title', is: 'contains', value: '' }, ['k1', 'k2', 'k3']],
    [{ column: 'title', is: 'contains', value: 'zebra' }, []],
  ];
  it.each(cases)('filters by %j', async (condition, expected) => {
    expect(await keys({ where: [condition] })).toEqual(expected);
    expect(await readerOf(SHELF).count('notes', [condition])).toBe(expected.length);
  });

  it('sorts nulls last in both directions, and ties by key', async () => {
    expect(await keys({ orderBy: [{ column: 'size', direction: 'asc' }] })).toEqual(['k1', 'k2', 'k4', 'k3']);
    expect(await keys({ orderBy: [{ column: 'size', direction: 'desc' }] })).toEqual(['k2', 'k4', 'k1', 'k3']);
  });

  it('sorts text by code point, as databases do', async () => {
    const rows = { a: { title: '\u{1F600}' }, b: { title: '\uFF21' }, c: { title: 'z' }, d: { title: 'zz' } };
    expect(await keys({ orderBy: [{ column: 'title', direction: 'asc' }] }, rows)).toEqual(['c', 'd', 'b', 'a']);
  });

  it('compares and sorts booleans as 1 and 0', async () => {
    const rows = { no: { size: false }, yes: { size: true } };
    expect(await keys({ where: [{ column: 'size', is: '=', value: true }] }, rows)).toEqual(['yes']);
    expect(
      await keys({ orderBy: [{ column: 'size', direction: 'asc' }], after: { values: [false], key: 'no' } }, rows),
    ).toEqual(['yes']);
  });

  it('rejects an unknown column and a value that no column can store', async () => {
    await expect(keys({ where: [{ column: 'colour', is: '=', value: 'red' }] })).rejects.toThrow(
      /notes has no column colour/,
    );
    await expect(keys({ orderBy: [{ column: 'colour', direction: 'asc' }] })).rejects.toThrow(/colour/);
    await expect(keys({ where: [{ column: 'size', is: '=', value: [3] }] })).rejects.toThrow(TypeError);
  });

  it('rejects an "after" and an "orderBy" of different lengths', async () => {
    await expect(
      keys({ orderBy: [{ column: 'size', direction: 'asc' }], after: { values: [], key: 'k1' } }),
    ).rejects.toThrow(RangeError);
  });

  const shelves = fc.dictionary(
    fc.string({ minLength: 1, maxLength: 3 }),
    fc.record({
      title: fc.option(fc.constantFrom('a', 'b', '\u{1F600}')),
      size: fc.option(fc.nat(2)),
    }),
    { maxKeys: 12 },
  );
  const direction = fc.constantFrom('asc' as const, 'desc' as const);

  it('returns the same rows page by page as at once', async () => {
    await fc.assert(
      fc.asyncProperty(
        shelves,
        direction,
        direction,
        fc.integer({ min: 1, max: 4 }),
        async (rows, one, other, limit) => {
          const orderBy = [
            { column: 'size', direction: one },
            { column: 'title', direction: other },
          ];
          const all = await readerOf(rows).find('notes', { orderBy });
          const paged: (typeof all)[number][] = [];
          for (let page = all.slice(0, limit); page.length > 0;) {
            paged.push(...page);
            const last = page.at(-1);
            if (!last) break;
            const after = { values: [last.row['size'] ?? null, last.row['title'] ?? null], key: last.key };
            page = [...(await readerOf(rows).find('notes', { orderBy, after, limit }))];
          }
          expect(paged).toEqual(all);
        },
      ),
    );
  });
});
