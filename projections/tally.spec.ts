import { tally } from './tally.js';

const counted = (name: string, month: string, count: number) => ({ name, month, count });

describe('a tally', () => {
  it('D4 D5 has the most frequent first, equals by name, and months in order', () => {
    const found = tally([
      counted('c', '2026-12', 1),
      counted('b', '2026-11', 1),
      counted('a', '2026-12', 3),
      counted('a', '2026-10', 1),
      counted('c', '2026-10', 4),
    ]);
    expect(found.map(({ name, count }) => [name, count])).toEqual([
      ['c', 5],
      ['a', 4],
      ['b', 1],
    ]);
    expect(found.map(({ months }) => months.map(({ month }) => month))).toEqual([
      ['2026-10', '2026-12'],
      ['2026-10', '2026-12'],
      ['2026-11'],
    ]);
    expect(tally([counted('z', '2026-11', 2), counted('y', '2026-12', 2)]).map(({ name }) => name)).toEqual(['y', 'z']);
  });

  it('D4 D5 adds up what is counted of a name in a month, and shares it out', () => {
    expect(tally([counted('a', '2026-11', 1), counted('b', '2026-11', 1), counted('a', '2026-11', 2)])).toEqual([
      { name: 'a', count: 3, share: 3 / 4, months: [{ month: '2026-11', count: 3, share: 3 / 4 }] },
      { name: 'b', count: 1, share: 1 / 4, months: [{ month: '2026-11', count: 1, share: 1 / 4 }] },
    ]);
  });

  it('of nothing is empty', () => {
    expect(tally([])).toEqual([]);
  });
});
