import { StreamRevisionCache } from './stream-revision-cache.js';

describe('StreamRevisionCache', () => {
  it('keeps the highest revision of a stream, in any order of arrival', () => {
    const cache = new StreamRevisionCache();
    expect(cache.endsBefore('a', 9)).toBe(false);
    cache.raise('a', 5);
    cache.raise('a', 3);
    expect([5, 6].map((revision) => cache.endsBefore('a', revision))).toEqual([false, true]);
  });
});
