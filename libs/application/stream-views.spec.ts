import { StoreFailed } from '@ledgerdesk/event-store';
import type { Evolver } from '@ledgerdesk/kernel';
import type { LoadedStream } from './loaded-stream.js';
import { StreamViews } from './stream-views.js';

const counting: Evolver<number> = { initial: 0, evolve: (state) => state + 1 };

const at = (revision: number): LoadedStream<number> => ({
  state: revision + 1,
  revision,
  position: '0',
  lastOccurredAt: '',
  commands: new Map(),
});

describe('StreamViews', () => {
  let elapsed: number;
  let secondsSinceHead: number;
  const load = jest.fn<Promise<LoadedStream<number>>, [string]>();
  const read = jest.fn<Promise<LoadedStream<number>>, [string]>();
  const cached = jest.fn<LoadedStream<number> | undefined, [string]>();
  const viewsOn = (isRemote: boolean): StreamViews => {
    const streams = {
      isRemote,
      load: (_: unknown, stream: string) => load(stream),
      read: (_: unknown, stream: string) => read(stream),
      cached: (_: unknown, stream: string) => cached(stream),
      areCurrentWithin: (ms: number) => secondsSinceHead * 1_000 <= ms,
    };
    return new StreamViews(streams as never, () => elapsed);
  };
  let views: StreamViews;

  beforeEach(() => {
    [elapsed, secondsSinceHead] = [0, 0];
    load.mockReset().mockResolvedValue(at(4));
    read.mockReset().mockResolvedValue(at(5));
    cached.mockReset().mockReturnValue(at(1));
    views = viewsOn(true);
  });

  const view = (stream = 'member-acme.aiko') => views.load(counting, stream);
  const unreachable = { code: 'log-unreachable' };
  const lose = () => load.mockRejectedValue(new StoreFailed('unreachable'));

  it('reads the log while it can be reached', async () => {
    expect(await view()).toMatchObject({ revision: 4 });
  });

  it('shows what is known for a minute after the log was last reached, and then nothing', async () => {
    lose();
    secondsSinceHead = 60;
    expect(await view()).toMatchObject({ state: 2, revision: 1 });
    secondsSinceHead = 61;
    await expect(view()).rejects.toMatchObject(unreachable);
  });

  it('does not show a stream that is not known, or of which events may be missing', async () => {
    lose();
    cached.mockReturnValue(undefined);
    await expect(view()).rejects.toMatchObject(unreachable);
  });

  it('asks a log that did not answer once a second, not for each reader', async () => {
    lose();
    for (let request = 0; request < 100; request += 1) await view();
    expect(load).toHaveBeenCalledTimes(1);
    elapsed = 1_000;
    load.mockResolvedValue(at(5));
    expect(await view()).toMatchObject({ revision: 5 });
  });

  it.each([
    ['one second for a log that does not answer, if it can go on without', at(1), 1_000],
    ['five seconds otherwise', undefined, 5_000],
  ])('waits %s', async (_, known, patienceMs) => {
    jest.useFakeTimers();
    load.mockReturnValue(new Promise(() => undefined));
    cached.mockReturnValue(known);
    let isAnswered = false;
    const asked = view().then(
      (loaded) => loaded.revision,
      (error: { code: string }) => error.code,
    );
    void asked.then(() => (isAnswered = true));
    await jest.advanceTimersByTimeAsync(patienceMs - 1);
    expect(isAnswered).toBe(false);
    await jest.advanceTimersByTimeAsync(1);
    expect(await asked).toBe(known ? 1 : 'log-unreachable');
    jest.useRealTimers();
  });

  const decided = (atLeast: number) =>
    views.decide(
      async (reader) => (await reader(counting, 'member-acme.aiko')).revision,
      (revision) => revision < atLeast,
    );

  it('refuse only by what the log has now', async () => {
    expect([await decided(4), read.mock.calls.length]).toEqual([4, 0]);
    expect([await decided(5), read.mock.calls.length]).toEqual([5, 1]);
  });

  it('refuse by what is known while the log cannot be reached', async () => {
    read.mockRejectedValue(new StoreFailed('unreachable'));
    expect(await decided(5)).toBe(1);
  });

  it('decide once on the embedded log', async () => {
    views = viewsOn(false);
    expect([await decided(5), load.mock.calls.length, read.mock.calls.length]).toEqual([4, 1, 0]);
  });

  it('passes on other errors', async () => {
    load.mockRejectedValue(new RangeError('defect'));
    await expect(view()).rejects.toThrow('defect');
  });

  it('shows the embedded log as it is', async () => {
    views = viewsOn(false);
    lose();
    await expect(view()).rejects.toMatchObject({ code: 'store-failed' });
  });
});
