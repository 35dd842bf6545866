import { frequencies } from './frequencies.js';

const counted = (value: string, month: string, count: number) => ({ value, month, count });

describe('frequencies', () => {
  it('D4 D5 are sorted by count, then by value, with months in calendar order', () => {
    const found = frequencies([
      counted('c', '2026-12', 1),
      counted('b', '2026-11', 1),
      counted('a', '2026-12', 3),
      counted('a', '2026-10', 1),
      counted('c', '2026-10', 4),
    ]);
    expect(found.map(({ value, count }) => [value, count])).toEqual([
      ['c', 5],
      ['a', 4],
      ['b', 1],
    ]);
    expect(found.map(({ months }) => months.map(({ month }) => month))).toEqual([
      ['2026-10', '2026-12'],
      ['2026-10', '2026-12'],
      ['2026-11'],
    ]);
    expect(frequencies([counted('z', '2026-11', 2), counted('y', '2026-12', 2)]).map(({ value }) => value)).toEqual([
      'y',
      'z',
    ]);
  });

  it('D4 D5 add up the counts of a value per month and calculate shares', () => {
    expect(frequencies([counted('a', '2026-11', 1), counted('b', '2026-11', 1), counted('a', '2026-11', 2)])).toEqual([
      { value: 'a', count: 3, share: 3 / 4, months: [{ month: '2026-11', count: 3, share: 3 / 4 }] },
      { value: 'b', count: 1, share: 1 / 4, months: [{ month: '2026-11', count: 1, share: 1 / 4 }] },
    ]);
  });

  it('D5 include the given values, with zeros and without months if they do not occur', () => {
    const never = { count: 0, share: 0, months: [] };
    expect(frequencies([counted('b', '2026-11', 1)], ['c', 'b', 'a', 'c'])).toEqual([
      { value: 'b', count: 1, share: 1, months: [{ month: '2026-11', count: 1, share: 1 }] },
      { value: 'a', ...never },
      { value: 'c', ...never },
    ]);
    expect(frequencies([], ['a'])).toEqual([{ value: 'a', ...never }]);
  });

  it('are empty without counts', () => {
    expect(frequencies([])).toEqual([]);
  });
});
