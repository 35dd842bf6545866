import { compareValues, GROUPINGS, groupingsOf, hourOfWeek } from './groupings.js';

describe('the groupings of a report', () => {
  it('are those that its facts have values for, and the hour of the week', () => {
    const values = { product: () => 'dropbox', team: () => 'acme' };
    expect(groupingsOf(values)).toEqual(['team', 'product', 'hourOfWeek']);
    expect(GROUPINGS).toEqual(expect.arrayContaining([...groupingsOf(values)]));
  });

  it.each([
    ['2026-11-30T00:00:00.000Z', 0],
    ['2026-11-30T00:59:59.999Z', 0],
    ['2026-11-27T07:30:00.000Z', 4 * 24 + 7],
    ['2026-11-29T23:59:59.999Z', 167],
    ['1969-12-28T23:00:00.000Z', 167],
  ])('count the hours of the week from Monday: %s is %i', (instant, hour) => {
    expect(hourOfWeek(Date.parse(instant))).toBe(hour);
  });

  it('sort numbers by size, texts by code unit, and null last', () => {
    expect([10, null, 9].sort(compareValues)).toEqual([9, 10, null]);
    expect(['b', null, 'B', 'a'].sort(compareValues)).toEqual(['B', 'a', 'b', null]);
  });
});
