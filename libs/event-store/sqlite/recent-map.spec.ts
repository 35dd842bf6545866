import { RecentMap } from './recent-map.js';

describe('RecentMap', () => {
  it('keeps at least the last `capacity` entries, and at most twice as many', () => {
    const map = new RecentMap<number>(3);
    for (let step = 0; step < 50; step += 1) {
      map.set(String(step), step);
      const kept = Array.from({ length: step + 1 }, (_, index) => map.get(String(step - index)) === step - index);
      expect(kept.slice(0, 3)).not.toContain(false);
      expect(kept.slice(6)).not.toContain(true);
    }
  });

  it('returns the value set last for each key', () => {
    const map = new RecentMap<number>(2);
    map.set('a', 1);
    map.set('b', 2);
    map.set('a', 3);
    expect([map.get('a'), map.get('b'), map.get('c')]).toEqual([3, 2, undefined]);
  });
});
