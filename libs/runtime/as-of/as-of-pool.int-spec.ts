import type { NamedQuery } from '@ledgerdesk/read-store';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type AsOfLimits, AsOfPool } from './as-of-pool.js';

const script = pathToFileURL(join(__dirname, '../../../test/support/runtime/as-of-worker.mjs'));

/** A query for the pool, which uses only its name. The worker script defines what it does. */
const named = (name: string): NamedQuery<unknown, unknown> => ({
  name,
  models: () => [],
  run: () => Promise.reject(new Error('Not in this thread.')),
});

describe('as-of pool', () => {
  let pool: AsOfPool;
  const open = (limits: AsOfLimits = {}) => {
    pool = new AsOfPool({ script, workerData: null, threads: 1, queue: 2, ...limits });
  };
  afterEach(() => pool.close());
  const run = (name: string, params: unknown = null) => pool.query(named(name), { params, until: { head: true } });
  const echo = () => run('echo', 7);

  it('resolves with the result of the query in its thread', async () => {
    open();
    expect(await run('echo', { team: 'acme' })).toEqual({ team: 'acme' });
  });

  it('rejects with the error of the query, and runs the next one', async () => {
    open();
    await expect(run('fail')).rejects.toThrow('no such column');
    expect(await echo()).toBe(7);
  });

  it('ends a query over the time limit, even a busy loop, and runs the next one', async () => {
    open({ ms: 50 });
    const [spinning, next] = [run('spin'), echo()];
    await expect(spinning).rejects.toMatchObject({
      code: 'past-too-long',
      message: expect.stringContaining('50 ms') as string,
    });
    expect(await next).toBe(7);
  });

  it('ends a query over the memory limit, and runs the next one', async () => {
    open({ memoryMb: 32 });
    const [hoarding, next] = [run('hoard'), echo()];
    await expect(hoarding).rejects.toMatchObject({
      code: 'past-too-long',
      message: expect.stringContaining('32 MB') as string,
    });
    expect(await next).toBe(7);
  });

  it('queues queries, and does not count the wait towards the time limit', async () => {
    open({ ms: 1_500 });
    const all = [run('sleep', 600), run('sleep', 600), run('sleep', 600)];
    await expect(Promise.all(all)).resolves.toHaveLength(3);
  });

  it('refuses a query when the queue is full, and accepts one afterwards', async () => {
    open();
    const all = [run('sleep', 50), echo(), echo()];
    await expect(echo()).rejects.toMatchObject({ code: 'past-busy' });
    await Promise.all(all);
    expect(await echo()).toBe(7);
  });

  it('runs two queries and queues eight by default', async () => {
    pool = new AsOfPool({ script, workerData: null });
    const all = Array.from({ length: 10 }, () => run('sleep', 50));
    await expect(echo()).rejects.toMatchObject({ code: 'past-busy' });
    await Promise.all(all);
  });
});
