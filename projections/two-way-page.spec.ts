import { isRefusal } from '@ledgerdesk/kernel';
import { readTwoWayPage, type TwoWayRequest } from './two-way-page.js';

const BY_AGE = [{ column: 'openedAt', direction: 'asc', required: true }] as const;
const PLACE = { values: ['2026-11-27T07:30:00.000Z'], key: 't-1' };

/** The cursors of an empty page, for which as many rows were tested as for any. */
const cursorsOf = async (request: TwoWayRequest) => {
  const page = await readTwoWayPage(BY_AGE, request, async ({ orderBy }) => ({
    rows: [],
    testedTo: { ...PLACE, values: [...PLACE.values, PLACE.key].slice(0, orderBy.length) },
  }));
  if (isRefusal(page)) throw new Error(page.message);
  expect(page.items).toEqual([]);
  return page;
};

describe('a page of a list that is read from either end', () => {
  it('has only the cursor in the direction of reading if it is empty, also beside other pages', async () => {
    const [first, last] = [await cursorsOf({}), await cursorsOf({ last: true })];
    expect([Object.keys(first), Object.keys(last)]).toEqual([
      ['items', 'next'],
      ['items', 'previous'],
    ]);
    const [after, before] = [await cursorsOf({ cursor: first.next }), await cursorsOf({ cursor: last.previous })];
    expect([after, before]).toEqual([first, last]);
  });
});
