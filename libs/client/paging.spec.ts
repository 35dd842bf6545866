import { pagesOf } from './paging.js';

interface Page {
  readonly items: readonly number[];
  readonly next?: string;
}

/** A list of pages, with the cursors by which they were loaded. */
const listOf = (...pages: readonly Page[]) => {
  const loaded: (string | undefined)[] = [];
  const load = async (cursor: string | undefined): Promise<Page> => {
    loaded.push(cursor);
    const page = pages[loaded.length - 1];
    if (!page) throw new Error(`There is no page ${loaded.length}.`);
    return page;
  };
  return { load, loaded };
};
const allOf = async <T>(values: AsyncIterable<T>): Promise<readonly T[]> => {
  const all: T[] = [];
  for await (const value of values) all.push(value);
  return all;
};

describe('pagesOf', () => {
  it('yields all pages up to the one without a cursor, empty ones included', async () => {
    const { load, loaded } = listOf({ items: [1], next: 'a' }, { items: [], next: 'b' }, { items: [2] });
    expect((await allOf(pagesOf(load, {}))).map(({ items }) => items)).toEqual([[1], [], [2]]);
    expect(loaded).toEqual([undefined, 'a', 'b']);
  });

  it('loads no page before it is needed', async () => {
    const { load, loaded } = listOf({ items: [1], next: 'a' }, { items: [2] });
    for await (const { items } of pagesOf(load, {})) if (items.includes(1)) break;
    expect(loaded).toEqual([undefined]);
  });

  it('loads at most maxPages', async () => {
    const { load, loaded } = listOf({ items: [1], next: 'a' }, { items: [2], next: 'b' });
    expect(await allOf(pagesOf(load, { maxPages: 2 }))).toHaveLength(2);
    expect(loaded).toHaveLength(2);
  });

  it('throws RangeError for a cursor that does not lead on', async () => {
    const { load } = listOf({ items: [1], next: 'a' }, { items: [2], next: 'a' });
    await expect(allOf(pagesOf(load, {}))).rejects.toThrow(RangeError);
  });
});
