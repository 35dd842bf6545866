import type { Answer } from '@ledgerdesk/client';

interface Page<Item> {
  readonly items: readonly Item[];
  readonly next?: string | undefined;
}

/** Loads all pages of a list that has few. The answer is that of the first page, with the items of all. */
export const allPages = async <T extends Page<unknown>>(
  load: (cursor: string | undefined) => Promise<Answer<T>>,
): Promise<Answer<T>> => {
  const first = await load(undefined);
  const items = [...first.data.items];
  for (let { next } = first.data; next !== undefined;) {
    const { data } = await load(next);
    items.push(...data.items);
    ({ next } = data);
  }
  return { ...first, data: { ...first.data, items } };
};
