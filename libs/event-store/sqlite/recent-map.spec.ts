import { KnownHeads } from './known-heads.js';
import { RecentMap } from './recent-map.js';

describe('what is kept in memory', () => {
  it('is what was set last, up to the capacity', () => {
    const map = new RecentMap<number>(2);
    map.set('a', 1);
    map.set('b', 2);
    map.set('a', 3);
    map.set('c', 4);
    expect(['a', 'b', 'c'].map((key) => map.get(key))).toEqual([3, undefined, 4]);
  });

  it('of a stream is its highest revision heard of, in whatever order', () => {
    const heads = new KnownHeads();
    expect(heads.endsBefore('a', 9)).toBe(false);
    heads.reached('a', 5);
    heads.reached('a', 3);
    expect([5, 6].map((revision) => heads.endsBefore('a', revision))).toEqual([false, true]);
  });
});
