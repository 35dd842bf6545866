import { compareValues, GROUPINGS, groupingsOf } from './groupings.js';

describe('the groupings of a report', () => {
  it('are those that its facts have values for, and the hour of the week', () => {
    const values = { product: () => 'dropbox', team: () => 'acme' };
    expect(groupingsOf(values)).toEqual(['team', 'product', 'hourOfWeek']);
    expect(GROUPINGS).toEqual(expect.arrayContaining([...groupingsOf(values)]));
  });

  it('sort numbers by size, texts by code unit, and null last', () => {
    expect([10, null, 9].sort(compareValues)).toEqual([9, 10, null]);
    expect(['b', null, 'B', 'a'].sort(compareValues)).toEqual(['B', 'a', 'b', null]);
  });
});
