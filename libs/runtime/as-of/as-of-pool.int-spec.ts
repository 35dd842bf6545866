import type { NamedQuery } from '@ledgerdesk/read-store';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type AsOfLimits, AsOfPool } from './as-of-pool.js';

const script = pathToFileURL(join(__dirname, '../../../test/support/runtime/as-of-worker.mjs'));

/** A query as the pool sees it: a name. The script says what it does. */
const named = (name: string): NamedQuery<unknown, unknown> => ({
  name,
  models: () => [],
  run: () => Promise.reject(new Error('Not in this thread.')),
});

describe('a pool for as-of queries', () => {
  let pool: AsOfPool;
  const open = (limits: AsOfLimits = {}) => {
    pool = new AsOfPool({ script, workerData: null, threads: 1, queue: 2, ...limits });
  };
  afterEach(() => pool.close());
  const run = (name: string, params: unknown = null) => pool.query(named(name), { params, until: { head: true } });
  const echo = () => run('echo', 7);

  it('answers what the query answers in its thread', async () => {
    open();
    expect(await run('echo', { team: 'acme' })).toEqual({ team: 'acme' });
  });

  it('rejects with what the query throws, and goes on to the next', async () => {
    open();
    await expect(run('fail')).rejects.toThrow('no such column');
    expect(await echo()).toBe(7);
  });

  it('ends a query that runs too long, even one that never yields, and goes on to the next', async () => {
    open({ ms: 50 });
    const [spinning, next] = [run('spin'), echo()];
    await expect(spinning).rejects.toMatchObject({
      code: 'past-too-long',
      message: expect.stringContaining('50 ms') as string,
    });
    expect(await next).toBe(7);
  });

  it('ends a query that needs too much memory, and goes on to the next', async () => {
    open({ memoryMb: 32 });
    const [hoarding, next] = [run('hoard'), echo()];
    await expect(hoarding).rejects.toMatchObject({
      code: 'past-too-long',
      message: expect.stringContaining('32 MB') as string,
    });
    expect(await next).toBe(7);
  });

  it('lets queries wait for their turn, and counts none of the wait as running', async () => {
    open({ ms: 1_500 });
    const all = [run('sleep', 600), run('sleep', 600), run('sleep', 600)];
    await expect(Promise.all(all)).resolves.toHaveLength(3);
  });

  it('refuses a query when as many run and wait as may, and takes one again afterwards', async () => {
    open();
    const all = [run('sleep', 50), echo(), echo()];
    await expect(echo()).rejects.toMatchObject({ code: 'past-busy' });
    await Promise.all(all);
    expect(await echo()).toBe(7);
  });

  it('runs two queries at a time and lets eight wait where nothing else is said', async () => {
    pool = new AsOfPool({ script, workerData: null });
    const all = Array.from({ length: 10 }, () => run('sleep', 50));
    await expect(echo()).rejects.toMatchObject({ code: 'past-busy' });
    await Promise.all(all);
  });
});
