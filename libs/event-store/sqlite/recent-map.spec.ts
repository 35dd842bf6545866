import { KnownHeads } from './known-heads.js';
import { RecentMap } from './recent-map.js';

describe('what is kept in memory', () => {
  it('has what was set last, at least to the capacity and never beyond twice as much', () => {
    const map = new RecentMap<number>(3);
    for (let step = 0; step < 50; step += 1) {
      map.set(String(step), step);
      const kept = Array.from({ length: step + 1 }, (_, index) => map.get(String(step - index)) === step - index);
      expect(kept.slice(0, 3)).not.toContain(false);
      expect(kept.slice(6)).not.toContain(true);
    }
  });

  it('has of each key the value set last', () => {
    const map = new RecentMap<number>(2);
    map.set('a', 1);
    map.set('b', 2);
    map.set('a', 3);
    expect([map.get('a'), map.get('b'), map.get('c')]).toEqual([3, 2, undefined]);
  });

  it('of a stream is its highest revision heard of, in whatever order', () => {
    const heads = new KnownHeads();
    expect(heads.endsBefore('a', 9)).toBe(false);
    heads.reached('a', 5);
    heads.reached('a', 3);
    expect([5, 6].map((revision) => heads.endsBefore('a', revision))).toEqual([false, true]);
  });
});
