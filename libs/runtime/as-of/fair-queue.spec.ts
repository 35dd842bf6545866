import { FairQueue } from './fair-queue.js';

const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('the queue of as-of queries', () => {
  const started: string[] = [];
  const finish = new Map<string, () => void>();
  beforeEach(() => {
    started.length = 0;
    finish.clear();
  });
  const limits = { running: 2, waiting: 6, waitingPerCaller: 3 };
  const held = (queue: FairQueue, name: string, caller?: string, signal?: AbortSignal): Promise<string> =>
    queue.run(
      () =>
        new Promise((resolve) => {
          started.push(name);
          finish.set(name, () => resolve(name));
        }),
      { ...(caller !== undefined && { caller }), ...(signal && { signal }) },
    );
  const end = async (name: string) => {
    finish.get(name)?.();
    await settled();
  };

  it('leaves a place to others, whatever one caller asks', async () => {
    const queue = new FairQueue(limits);
    const aiko = ['a1', 'a2', 'a3', 'a4'].map((name) => held(queue, name, 'aiko'));
    await expect(held(queue, 'a5', 'aiko')).rejects.toMatchObject({ code: 'past-busy' });
    expect(started).toEqual(['a1']);
    const ben = held(queue, 'b1', 'ben');
    expect(started).toEqual(['a1', 'b1']);
    await end('b1');
    expect(await ben).toBe('b1');
    for (const name of ['a1', 'a2', 'a3', 'a4']) await end(name);
    expect(await Promise.all(aiko)).toEqual(['a1', 'a2', 'a3', 'a4']);
  });

  it('gives turns to callers, not to tasks', async () => {
    const queue = new FairQueue({ ...limits, running: 1 });
    const all = [
      ...['a1', 'a2', 'a3'].map((name) => held(queue, name, 'aiko')),
      ...['b1', 'b2'].map((name) => held(queue, name, 'ben')),
      held(queue, 'c1', 'chie'),
    ];
    for (const name of ['a1', 'b1', 'c1', 'a2', 'b2', 'a3']) {
      expect(started.at(-1)).toBe(name);
      await end(name);
    }
    await Promise.all(all);
  });

  it('refuses everybody when it is full, and nobody afterwards', async () => {
    const queue = new FairQueue({ ...limits, waiting: 1 });
    const all = [held(queue, 'a1', 'aiko'), held(queue, 'b1', 'ben'), held(queue, 'c1', 'chie')];
    await expect(held(queue, 'd1', 'dan')).rejects.toMatchObject({ code: 'past-busy' });
    for (const name of ['a1', 'b1', 'c1']) await end(name);
    await Promise.all(all);
    const after = held(queue, 'd1', 'dan');
    await end('d1');
    expect(await after).toBe('d1');
  });

  it('removes a cancelled task, which then counts toward no limit', async () => {
    const queue = new FairQueue({ ...limits, running: 1, waiting: 1 });
    const first = held(queue, 'a1', 'aiko');
    const abort = new AbortController();
    const cancelled = held(queue, 'a2', 'aiko', abort.signal);
    abort.abort();
    await expect(cancelled).rejects.toMatchObject({
      name: 'Error',
      message: expect.stringMatching(/cancelled/) as string,
    });
    const next = held(queue, 'b1', 'ben');
    await end('a1');
    await end('b1');
    expect([await first, await next, started]).toEqual(['a1', 'b1', ['a1', 'b1']]);
    await expect(held(queue, 'a3', 'aiko', AbortSignal.abort())).rejects.toThrow(/cancelled/);
  });

  it('continues after a task that fails', async () => {
    const queue = new FairQueue({ ...limits, running: 1 });
    const failed = queue.run(() => Promise.reject(new Error('no such column')), { caller: 'aiko' });
    const next = held(queue, 'a1', 'aiko');
    await expect(failed).rejects.toThrow('no such column');
    await settled();
    await end('a1');
    expect(await next).toBe('a1');
  });
});
