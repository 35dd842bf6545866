import { QueryClient, QueryObserver } from '@tanstack/react-query';
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

  it('loads what takes longer than the time between two events', async () => {
    const queries = new QueryClient();
    let loads = 0;
    const observer = new QueryObserver(queries, {
      queryKey: ['tickets', 'slow'],
      queryFn: ({ signal }) =>
        new Promise<number>((resolve, reject) => {
          signal.addEventListener('abort', () => reject(new Error('Cancelled.')));
          setTimeout(() => resolve((loads += 1)), 300);
        }),
    });
    const stop = observer.subscribe(() => undefined);
    await jest.advanceTimersByTimeAsync(400);
    const shown = jest.fn();
    void reloaderOf(queries)(['tickets']).then(shown);
    for (let events = 0; events < 10; events += 1) {
      void reloaderOf(queries)(['tickets']);
      await jest.advanceTimersByTimeAsync(100);
    }
    expect(shown).toHaveBeenCalledTimes(1);
    expect(observer.getCurrentResult().data).toBeGreaterThan(1);
    stop();
    queries.clear();
  });

  it('cancels a load that hangs, and loads again', async () => {
    const queries = new QueryClient();
    let loads = 0;
    const observer = new QueryObserver(queries, {
      queryKey: ['tickets', 'hanging'],
      queryFn: async ({ signal }) => {
        loads += 1;
        if (loads === 2)
          await new Promise((_, reject) => {
            signal.addEventListener('abort', () => reject(new Error('Cancelled.')));
          });
        return loads;
      },
    });
    const stop = observer.subscribe(() => undefined);
    await jest.advanceTimersByTimeAsync(1_000);
    void reloaderOf(queries)(['tickets']);
    await jest.advanceTimersByTimeAsync(1_000);
    void reloaderOf(queries)(['tickets']);
    await jest.advanceTimersByTimeAsync(10_000);
    expect(observer.getCurrentResult().data).toBe(3);
    stop();
    queries.clear();
  });
});
