import { compareValues } from './compare-values.js';

describe('values of one kind', () => {
  it('are sorted: numbers by size, texts by code unit, and null last', () => {
    expect([10, null, 9].sort(compareValues)).toEqual([9, 10, null]);
    expect(['b', null, 'B', 'a'].sort(compareValues)).toEqual(['B', 'a', 'b', null]);
  });
});
