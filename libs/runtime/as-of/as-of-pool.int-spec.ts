import type { Timers } from '@ledgerdesk/kernel';
import type { NamedQuery } from '@ledgerdesk/read-store';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { firstValueFrom, Subject } from 'rxjs';
import { Gate } from '../../../test/support/gate.js';
import { ManualTime } from '../../../test/support/manual-time.js';
import { isRunning } from '../../../test/support/running-process.js';
import type { Until } from '../until.js';
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
    const { ms: limit = 1_000 } = limits;
    const timers: Timers = {
      elapsed: () => time.elapsed(),
      after: (ms, callback) => {
        if (ms === limit) started.next();
        return time.after(ms, callback);
      },
    };
    pool = new AsOfPool({ script, workerData: null, env: {}, threads: 1, queue: 2, timers, ...limits, ms: limit });
  };
  let time: ManualTime;
  /** Emits when the time of a query starts to count. */
  let started: Subject<void>;
  beforeEach(() => {
    time = new ManualTime();
    started = new Subject();
  });
  const opened: Gate[] = [];
  afterEach(async () => {
    for (const gate of opened.splice(0)) gate.release();
    await pool.close();
  });
  const run = (name: string, params: unknown = null) => pool.query(named(name), { params, until: { head: true } });
  const echo = () => run('echo', 7);
  /** Runs queries that end when they are released. */
  const hold = async (count = 1) => {
    const gates = await Promise.all(Array.from({ length: count }, () => Gate.open()));
    opened.push(...gates);
    return { results: gates.map((gate) => run('hold', gate.port)), release: (query = 0) => gates[query]?.release() };
  };

  it('resolves with the result of the query in its process', async () => {
    open();
    expect(await run('echo', { team: 'acme' })).toEqual({ team: 'acme' });
  });

  it('rejects with the error of the query, and runs the next one', async () => {
    open();
    await expect(run('fail')).rejects.toThrow('no such column');
    expect(await echo()).toBe(7);
  });

  it('rejects with the codes of the error and its causes, by which outages are told from faults', async () => {
    open();
    await expect(run('failWithCode', 'postgres-unreachable')).rejects.toMatchObject({
      message: 'no rows',
      stack: expect.stringContaining('as-of-worker') as string,
      cause: { message: 'no connection', code: 'postgres-unreachable' },
    });
    expect(await echo()).toBe(7);
  });

  it('rejects when the result cannot be sent, and runs the next one', async () => {
    open();
    const pid = await run('pid');
    await expect(run('shared')).rejects.toThrow('could not be cloned');
    expect(await run('pid')).toBe(pid);
  });

  it('runs a query that reads many rows on the live ones as of the head, and replays it as of a position', async () => {
    open();
    const whetherLive = (readsManyRows: boolean, options: { readonly until: Until; readonly masked?: boolean }) =>
      pool.query({ ...named('whetherLive'), readsManyRows }, { params: null, ...options });
    const head = { head: true } as const;
    expect(await whetherLive(true, { until: head })).toBe(true);
    expect(await whetherLive(false, { until: head })).toBe(false);
    expect(await whetherLive(true, { until: { position: '3' } })).toBe(false);
    expect(await whetherLive(true, { until: head, masked: true })).toBe(false);
  });

  it('ends a query over the time limit, even a busy loop, and runs the next one', async () => {
    open({ ms: 50 });
    const isStarted = firstValueFrom(started);
    const [spinning, next] = [run('spin'), echo()];
    await isStarted;
    await time.advance(50);
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
    const isStarted = firstValueFrom(started);
    const { results, release } = await hold(2);
    await isStarted;
    await time.advance(1_000);
    release(0);
    expect(await results[0]).toBeUndefined();
    await time.advance(1_000);
    release(1);
    expect(await results[1]).toBeUndefined();
  });

  it('refuses a query when the queue is full, and accepts one afterwards', async () => {
    open();
    const held = await hold();
    const queued = [echo(), echo()];
    await expect(echo()).rejects.toMatchObject({ code: 'past-busy' });
    held.release();
    expect(await Promise.all([...held.results, ...queued])).toEqual([undefined, 7, 7]);
    expect(await echo()).toBe(7);
  });

  it('rejects when its process is killed, and answers the next query in another one', async () => {
    open();
    const pid = Number(await run('pid'));
    const { results } = await hold();
    process.kill(pid, 'SIGKILL');
    await expect(results[0]).rejects.toMatchObject({
      code: 'past-interrupted',
      message: 'As-of queries were interrupted. The process has ended with SIGKILL.',
    });
    expect(await echo()).toBe(7);
  });

  it('rejects in time while its process hangs, and answers the next query in another one', async () => {
    open();
    const pid = Number(await run('pid'));
    process.kill(pid, 'SIGSTOP');
    const abort = new AbortController();
    const watching = pool.query(named('watch'), { params: null, until: { head: true } }, { signal: abort.signal });
    const waiting = echo();
    abort.abort();
    await expect(watching).rejects.toMatchObject({ code: 'past-busy' });
    await time.advance(30_000);
    expect(await waiting).toBe(7);
    expect(isRunning(pid)).toBe(false);
  });

  it('has ended its process when it is closed, and starts no other', async () => {
    open();
    const pid = Number(await run('pid'));
    const spinning = expect(run('spin')).rejects.toMatchObject({ code: 'stopping' });
    await pool.close();
    await spinning;
    expect(isRunning(pid)).toBe(false);
    await expect(echo()).rejects.toMatchObject({ code: 'stopping' });
  });

  it('gives up a query at once that is cancelled before its process has started', async () => {
    open();
    const abort = new AbortController();
    const watching = pool.query(named('watch'), { params: null, until: { head: true } }, { signal: abort.signal });
    abort.abort();
    await expect(watching).rejects.toMatchObject({ code: 'past-busy' });
    expect(await echo()).toBe(7);
  });

  it('rejects a query when it is closed before its process has started', async () => {
    open();
    const rejected = expect(echo()).rejects.toMatchObject({ code: 'stopping' });
    await pool.close();
    await rejected;
  });

  it('answers others, whatever one caller asks, and gives up a query whose client has disconnected', async () => {
    pool = new AsOfPool({ script, workerData: null, env: {} });
    const ask = (name: string, caller: string, signal = new AbortController().signal) =>
      pool.query(named(name), { params: 7, until: { head: true } }, { caller, signal });
    const abort = new AbortController();
    const asked = [ask('watch', 'aiko', abort.signal), ...Array.from({ length: 9 }, () => ask('echo', 'aiko'))];
    const outcomes = Promise.allSettled(asked);
    expect(await ask('echo', 'ben')).toBe(7);
    abort.abort();
    expect((await outcomes).map((outcome) => outcome.status)).toEqual([
      'rejected',
      ...Array<string>(4).fill('fulfilled'),
      ...Array<string>(5).fill('rejected'),
    ]);
    expect(await ask('echo', 'aiko')).toBe(7);
  });
});
