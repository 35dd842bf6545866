import { LaggingEventStore } from '../../test/support/lagging-event-store.js';
import { MemoryEventStore } from '../../test/support/memory-event-store.js';
import { canonicalJson, type EventToAppend } from '@ledgerdesk/event-store';
import type { DomainEvent } from '@ledgerdesk/kernel';
import { randomUUID } from 'node:crypto';
import { StreamCache } from './stream-cache.js';

const decider = {
  initial: 0,
  evolve: (sum: number, { data }: DomainEvent): number => sum + ('add' in data ? Number(data.add) : 0),
};
const AT = '2026-11-27T07:30:00.000Z';
const adding = (add: number, commandId = `c-${add}`): EventToAppend => ({
  id: randomUUID(),
  type: 'Added',
  version: 1,
  occurredAt: AT,
  recordedAt: AT,
  data: canonicalJson({ add }),
  metadata: canonicalJson({ commandId, requestHash: 'h' }),
});

describe('the stream cache', () => {
  it('folds a stream, including an empty one', async () => {
    const store = new MemoryEventStore();
    const cache = new StreamCache(store);
    expect(await cache.load(decider, 'sum-1')).toMatchObject({
      state: 0,
      revision: -1,
      position: '0',
      lastOccurredAt: '',
    });
    await store.append('sum-1', 'any', [adding(1), adding(2)]);
    expect(await cache.load(decider, 'sum-1')).toMatchObject({
      state: 3,
      revision: 1,
      position: '2',
      lastOccurredAt: AT,
    });
  });

  it('reads only new events, including those of other writers', async () => {
    const store = new MemoryEventStore();
    const cache = new StreamCache(store);
    await store.append('sum-1', 'any', [adding(1), adding(2)]);
    await cache.load(decider, 'sum-1');
    await store.append('sum-1', 'any', [adding(4)]);
    const read = jest.spyOn(store, 'readStream');
    const loaded = await cache.load(decider, 'sum-1');
    expect(loaded).toMatchObject({ state: 7, revision: 2 });
    expect(read.mock.calls).toEqual([['sum-1', expect.objectContaining({ from: 2 })]]);
    expect([...loaded.commands.keys()]).toEqual(['c-1', 'c-2', 'c-4']);
  });

  it('does not read a stream whose end the store knows, unless more of it is expected', async () => {
    const store = new MemoryEventStore();
    await store.append('sum-1', 'any', [adding(1), adding(2)]);
    let isKnown = true;
    const read = jest.fn(store.readStream.bind(store));
    const cache = new StreamCache({ readStream: read, endsBefore: (_, revision) => isKnown && revision === 2 });
    await cache.load(decider, 'sum-1');
    expect(await cache.load(decider, 'sum-1')).toMatchObject({ state: 3, revision: 1 });
    expect(cache.known('sum-1')).toMatchObject({ state: 3, revision: 1 });
    expect(read).toHaveBeenCalledTimes(1);
    isKnown = false;
    expect(cache.known('sum-1')).toBeUndefined();
    await cache.load(decider, 'sum-1');
    expect(read).toHaveBeenCalledTimes(2);
    isKnown = true;
    cache.expect('sum-1', 2);
    expect(cache.known('sum-1')).toBeUndefined();
  });

  it('shows none of what it has while it may not be used, and does not lose it', async () => {
    const store = new MemoryEventStore();
    let isUsable = true;
    const cache = new StreamCache(store, 10, () => isUsable);
    await store.append('sum-1', 'any', [adding(1), adding(2)]);
    await cache.load(decider, 'sum-1');
    const read = jest.spyOn(store, 'readStream');
    isUsable = false;
    expect(await cache.load(decider, 'sum-1')).toMatchObject({ state: 3, revision: 1 });
    isUsable = true;
    expect(await cache.load(decider, 'sum-1')).toMatchObject({ state: 3, revision: 1 });
    expect(read.mock.calls.map(([, options]) => options?.from)).toEqual([0, 2]);
    isUsable = false;
    read.mockRejectedValue(new Error('The keys cannot be reached.'));
    await expect(cache.load(decider, 'sum-1')).rejects.toThrow('cannot be reached');
  });

  it('advances by appended events without reading them, and then reads those of other writers', async () => {
    const store = new MemoryEventStore();
    const cache = new StreamCache(store);
    const before = await cache.load(decider, 'sum-1');
    const appended = await store.append('sum-1', 'no-stream', [adding(5)]);
    const written = {
      commandId: 'c-5',
      requestHash: 'h',
      events: [{ type: 'Added', data: { add: 5 } }],
      occurredAt: AT,
      appended,
    };
    expect(cache.advance(decider, 'sum-1', before, written)).toMatchObject({
      state: 5,
      revision: 0,
      position: '1',
      lastOccurredAt: AT,
    });
    await store.append('sum-1', 'any', [adding(6)]);
    expect(await cache.load(decider, 'sum-1')).toMatchObject({ state: 11, revision: 1 });
    expect((await cache.load(decider, 'sum-1')).commands.get('c-5')).toEqual({ revision: 0, requestHash: 'h' });
  });

  it('loads a stream up to a revision, without caching it', async () => {
    const store = new MemoryEventStore();
    const cache = new StreamCache(store);
    await store.append('sum-1', 'any', [adding(1), adding(2), adding(4)]);
    expect(await cache.loadAt(decider, 'sum-1', 1)).toMatchObject({ state: 3, revision: 1, position: '2' });
    expect(await cache.load(decider, 'sum-1')).toMatchObject({ state: 7 });
  });

  it('folds the events that pass a filter, without caching the result', async () => {
    const store = new MemoryEventStore();
    const cache = new StreamCache(store);
    await store.append('sum-1', 'any', [adding(1), adding(2), adding(4)]);
    expect(await cache.loadWhere(decider, 'sum-1', ({ revision }) => revision < 2)).toMatchObject({
      state: 3,
      revision: 1,
    });
    expect(await cache.loadWhere(decider, 'sum-1', () => false)).toMatchObject({ state: 0, revision: -1 });
    expect(await cache.load(decider, 'sum-1')).toMatchObject({ state: 7 });
  });

  it('folds a stream of long events a few at a time, while other work goes on', async () => {
    const store = new MemoryEventStore();
    const cache = new StreamCache(store);
    const long = (add: number): EventToAppend => ({
      ...adding(add),
      data: canonicalJson({ add, text: 'x'.repeat(60_000) }),
    });
    for (let add = 1; add <= 100; add += 10)
      await store.append(
        'sum-1',
        'any',
        Array.from({ length: 10 }, (_, n) => long(add + n)),
      );
    const read = jest.spyOn(store, 'readStream');
    let turns = 0;
    const others = setInterval(() => (turns += 1), 0);
    const counted = (async () => {
      for (let other = 0; other < 20; other += 1) await new Promise((resolve) => setImmediate(resolve));
      return read.mock.calls.length;
    })();
    const loads = [
      cache.load(decider, 'sum-1'),
      cache.loadAt(decider, 'sum-1', 49),
      cache.loadWhere(decider, 'sum-1', ({ revision }) => revision % 2 === 0),
    ];
    expect(await Promise.all(loads)).toMatchObject([
      { state: 5_050, revision: 99, position: '100' },
      { state: 1_275, revision: 49, position: '50' },
      { state: 2_500, revision: 98 },
    ]);
    clearInterval(others);
    const pages = await Promise.all(read.mock.results.map(({ value }) => value as Promise<readonly unknown[]>));
    expect(Math.max(...pages.map(({ length }) => length))).toBeLessThanOrEqual(5);
    expect(await counted).toBeLessThan(read.mock.calls.length + 1);
    expect(turns).toBeGreaterThan(0);
  });

  it('reads an evicted stream again', async () => {
    const store = new MemoryEventStore();
    const cache = new StreamCache(store, 1);
    await store.append('sum-1', 'any', [adding(1)]);
    await store.append('sum-2', 'any', [adding(2)]);
    for (const [stream, state] of [
      ['sum-1', 1],
      ['sum-2', 2],
      ['sum-1', 1],
    ] as const)
      expect(await cache.load(decider, stream)).toMatchObject({ state });
  });

  it('is correct under concurrent loads and appends', async () => {
    const store = new MemoryEventStore();
    const cache = new StreamCache(store);
    await store.append('sum-1', 'any', [adding(1)]);
    const loads = [
      cache.load(decider, 'sum-1'),
      store.append('sum-1', 'any', [adding(2)]),
      cache.load(decider, 'sum-1'),
      cache.load(decider, 'sum-1'),
    ];
    await Promise.all(loads);
    expect(await cache.load(decider, 'sum-1')).toMatchObject({ state: 3, revision: 1 });
  });

  it('never returns less of a stream than is known to be recorded, and does not go back', async () => {
    const store = new LaggingEventStore();
    const cache = new StreamCache(store);
    await store.append('sum-1', 'any', [adding(1)]);
    await cache.load(decider, 'sum-1');
    await store.append('sum-1', 'any', [adding(2)]);
    store.fallBehind();
    expect(await cache.load(decider, 'sum-1')).toMatchObject({ revision: 0 });
    cache.expect('sum-1', 1);
    cache.expect('sum-1', 0);
    await expect(cache.load(decider, 'sum-1')).rejects.toMatchObject({ code: 'read-behind', revision: 1 });
    store.catchUp();
    expect(await cache.load(decider, 'sum-1')).toMatchObject({ state: 3, revision: 1 });
    expect(await cache.load(decider, 'sum-2')).toMatchObject({ revision: -1 });
  });
});
