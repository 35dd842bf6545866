import { QueryClient } from '@tanstack/react-query';
import { reloaderOf } from './reloader.js';

describe('the reloader of what is loaded', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('loads a topic once for a command and its event, and long lists later', async () => {
    const queries = new QueryClient();
    queries.setQueryData(['tickets', 'short'], { pages: [1] });
    queries.setQueryData(['tickets', 'long'], { pages: [1, 2, 3, 4, 5, 6] });
    const isStale = (name: string) => queries.getQueryState(['tickets', name])?.isInvalidated;
    const reloads = jest.spyOn(queries, 'invalidateQueries');
    const loaded = [reloaderOf(queries)(['tickets']), reloaderOf(queries)(['tickets'])];
    jest.advanceTimersByTime(200);
    await Promise.all(loaded);
    expect([reloads.mock.calls.length, isStale('short'), isStale('long')]).toEqual([1, true, false]);
    jest.advanceTimersByTime(30_000);
    expect(isStale('long')).toBe(true);
    queries.clear();
  });
});
