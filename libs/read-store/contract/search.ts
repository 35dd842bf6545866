import type { Row } from '@ledgerdesk/kernel';
import type { Condition, ReadStore } from '../port.js';
import { batch, fill, notes, pages, withStores, type OpenStores } from './sample.js';

const PAGES: Record<string, Row> = {
  p1: { owner: 'aiko', text: '同期が止まりました 100% of_us' },
  p2: { owner: 'aiko', text: 'sync has stopped' },
  p3: { owner: 'ben', text: 'sync has stopped' },
  p4: { owner: 'aiko', text: 'x' },
  p5: { owner: 'aiko', text: '' },
  p6: { owner: 'aiko', text: null },
  p7: { owner: null, text: 'sync' },
  p8: { owner: 'aiko', text: '\u{1F600} "quoted" AND (not) * \\ end' },
  p9: { owner: 'aiko', text: 'abxbc' },
};

const mayContain = (value: string, ownerValue = 'aiko'): Extract<Condition, { is: 'may-contain' }> => ({
  is: 'may-contain',
  text: 'text',
  value,
  owner: 'owner',
  ownerValue,
});

const withPages = (open: OpenStores, test: (store: ReadStore) => Promise<void>): (() => Promise<void>) =>
  withStores(open, async ({ store }) => {
    await store.prepare(pages);
    await store.commit(pages, batch(undefined, '1', PAGES));
    await store.serve(pages);
    await test(store);
  });

const found = async (store: ReadStore, value: string, owner?: string): Promise<string[]> =>
  (await store.find(pages.name, { where: [mayContain(value, owner)] })).map(({ key }) => key);

const texts = (open: OpenStores): void => {
  it(
    'finds every substring of the texts of one owner, of one or two characters too',
    withPages(open, async (store) => {
      for (const [key, { text }] of Object.entries(PAGES)) {
        for (let from = 0; typeof text === 'string' && from < text.length; from += 1) {
          for (const value of [1, 2, 3, 7, 400].map((length) => text.slice(from, from + length))) {
            if (/\p{Cs}/u.test(value)) continue;
            const owner = PAGES[key]?.['owner'];
            if (typeof owner === 'string') expect(await found(store, value, owner)).toContain(key);
            expect(await found(store, value, 'nobody')).toEqual([]);
          }
        }
      }
    }),
  );

  it.each<readonly [string, readonly string[]]>([
    ['同', ['p1']],
    ['期が', ['p1']],
    ['同が', []],
    ['_', ['p1']],
    ['%', ['p1']],
    ['x', ['p4', 'p9']],
    ['X', []],
    ['"', ['p8']],
    ['*', ['p8']],
    ['\\', ['p8']],
    ['\u{1F600}', ['p8']],
    ['sync', ['p2']],
    ['syncs', []],
    ['', ['p1', 'p2', 'p4', 'p5', 'p8', 'p9']],
  ])('finds the texts that contain %j', (value, keys) =>
    withPages(open, async (store) => {
      expect(await found(store, value)).toEqual(keys);
    })(),
  );

  it(
    'finds no other text with a part of at most two characters, and may find one with the parts of a longer one',
    withPages(open, async (store) => {
      expect(await found(store, 'bx')).toEqual(['p9']);
      expect([[], ['p9']]).toContainEqual(await found(store, 'abc'));
      const exact: Condition = { column: 'text', is: 'contains', value: 'abc' };
      expect(await store.find(pages.name, { where: [mayContain('abc'), exact] })).toEqual([]);
      expect(await store.count(pages.name, [mayContain('sync')])).toBe(1);
    }),
  );
};

const changes = (open: OpenStores): void => {
  it(
    'follows changes and deletions of rows, and a reset',
    withPages(open, async (store) => {
      const changes = {
        p2: { owner: 'aiko', text: 'locked out' },
        p4: undefined,
        p3: { owner: 'aiko', text: 'moved' },
      };
      await store.commit(pages, batch('1', '2', changes));
      expect(await found(store, 'sync')).toEqual([]);
      expect(await found(store, 'sync', 'ben')).toEqual([]);
      expect(await found(store, 'locked')).toEqual(['p2']);
      expect(await found(store, 'mo')).toEqual(['p3']);
      expect(await found(store, 'x')).toEqual(['p9']);
      await store.reset(pages);
      await store.commit(pages, batch(undefined, '1', { p4: { owner: 'aiko', text: 'sync' } }));
      await store.serve(pages);
      expect(await found(store, 'sy')).toEqual(['p4']);
      expect(await found(store, 'locked')).toEqual([]);
    }),
  );
};

const keysOfOtherRows = (open: OpenStores): void => {
  it(
    'selects rows of another projection by the keys that it finds',
    withPages(open, async (store) => {
      await fill(store, { p1: { title: 'one', size: 1 }, p2: { title: 'two', size: 2 }, other: { title: 'three' } });
      const keyOf = (where: Extract<Condition, { is: 'key-of' }>['where'], projection = pages.name): Condition => ({
        is: 'key-of',
        projection,
        where,
      });
      const keys = async (...where: Condition[]) =>
        (await store.find(notes().name, { where, orderBy: [{ column: 'size', direction: 'desc' }] })).map(
          ({ key }) => key,
        );
      expect(await keys(keyOf(mayContain('s')))).toEqual(['p2', 'p1']);
      expect(await keys(keyOf(mayContain('sy')), { column: 'size', is: '<', value: 2 })).toEqual([]);
      expect(await keys(keyOf({ column: 'text', is: 'contains', value: 'sync' }))).toEqual(['p2']);
      expect(await store.count(notes().name, [keyOf(mayContain('同期'))])).toBe(1);
      expect(await keys(keyOf(mayContain('s'), 'unknown'))).toEqual([]);
    }),
  );
};

/** Search indexes find the same rows on every database. */
export const searchContract = (open: OpenStores): void => {
  describe('search', () => {
    texts(open);
    changes(open);
    keysOfOtherRows(open);
  });
};
