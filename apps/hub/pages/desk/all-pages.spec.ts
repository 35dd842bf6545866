import type { Answer } from '@ledgerdesk/client';
import { allPages } from './all-pages.js';

type Page = { readonly items: readonly string[]; readonly next?: string };

const PAGES: Readonly<Record<string, Page>> = {
  '': { items: ['aiko', 'ben'], next: 'b' },
  b: { items: ['chie'], next: 'c' },
  c: { items: ['dan'] },
};
const answer = (data: Page = { items: [] }) => ({ data, etag: null, position: null }) as unknown as Answer<Page>;

it('loads the items of every page', async () => {
  const { data } = await allPages<Page>(async (cursor = '') => answer(PAGES[cursor]));
  expect(data.items).toEqual(['aiko', 'ben', 'chie', 'dan']);
});
