import { firstValueFrom, Subject } from 'rxjs';
import { StreamRevisionCache } from './stream-revision-cache.js';

describe('StreamRevisionCache', () => {
  it('keeps the highest revision of a stream, in any order of arrival', () => {
    const cache = new StreamRevisionCache();
    expect(cache.endsBefore('a', 9)).toBe(false);
    cache.raise('a', 5);
    cache.raise('a', 3);
    expect([5, 6].map((revision) => cache.endsBefore('a', revision))).toEqual([false, true]);
  });

  it('does not know the end of a stream while an append is in flight, or if its outcome is unknown', async () => {
    const cache = new StreamRevisionCache();
    cache.raise('a', 5);
    const settled = new Subject<void>();
    const inFlight = firstValueFrom(settled);
    const appending = [cache.whileAppending('a', () => inFlight), cache.whileAppending('a', async () => undefined)];
    await appending[1];
    expect(cache.endsBefore('a', 6)).toBe(false);
    settled.next();
    await appending[0];
    expect(cache.endsBefore('a', 6)).toBe(true);
    await expect(cache.whileAppending('a', () => Promise.reject(new Error('disk')))).rejects.toThrow('disk');
    expect(cache.endsBefore('a', 6)).toBe(false);
  });
});
