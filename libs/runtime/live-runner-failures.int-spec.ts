import type { ReadStore } from '@ledgerdesk/read-store';
import { openReadStore } from '@ledgerdesk/read-store/sqlite';
import { filter, firstValueFrom } from 'rxjs';
import { ManualTime } from '../../test/support/manual-time.js';
import { MemoryLog } from '../../test/support/runtime/memory-log.js';
import { runnersOn, version2 } from '../../test/support/runtime/runners.js';
import { caughtUp } from '../../test/support/runtime/caught-up.js';
import { counted, tally } from '../../test/support/runtime/sample-projections.js';

describe('live runner while stores fail', () => {
  let log: MemoryLog;
  let store: ReadStore;
  beforeEach(async () => {
    log = new MemoryLog();
    store = await openReadStore(':memory:');
  });
  const { run, runToHead, total } = runnersOn(() => ({ log, store }));

  it('retries as long as the store returns transient errors', async () => {
    const time = new ManualTime('2026-11-02T08:00:00.000Z');
    log.add(counted(1, 'a'));
    const commit = jest.spyOn(store, 'commit').mockRejectedValue(new Error('connection lost'));
    const runner = await run([tally], { timers: time });
    const failed = (times: number) =>
      firstValueFrom(
        runner.progress.pipe(filter(([status]) => status?.state === 'failing' && commit.mock.calls.length === times)),
      );
    for (let times = 1; times <= 5; times += 1) {
      await failed(times);
      await time.advance(1_000);
    }
    await failed(6);
    commit.mockRestore();
    await time.advance(1_000);
    await caughtUp(runner, '3');
    expect(runner.status()[0]).not.toHaveProperty('trouble');
    expect(await total('a')).toBe(1);
  });

  it('pauses after a store error, reports it, and retries', async () => {
    const time = new ManualTime('2026-11-02T08:00:00.000Z');
    log.add(counted(1, 'a'));
    jest.spyOn(store, 'commit').mockRejectedValueOnce(new Error('disk full'));
    const runner = await run([tally], { timers: time });
    await time.advance(0);
    expect(runner.status()[0]).toMatchObject({ state: 'failing', position: '0', trouble: { message: 'disk full' } });
    await time.advance(1_000);
    await caughtUp(runner, '3');
    expect(await total('a')).toBe(1);
  });

  it('pauses after a log error and retries', async () => {
    const time = new ManualTime('2026-11-02T08:00:00.000Z');
    log.add(counted(1, 'a'));
    log.error = new Error('connection lost');
    const runner = await run([tally], { timers: time });
    await time.advance(1_000);
    await caughtUp(runner, '3');
    expect(await total('a')).toBe(1);
  });

  it('resubscribes after the subscription fails, and misses no event', async () => {
    const time = new ManualTime('2026-11-02T08:00:00.000Z');
    const runner = await runToHead([tally], { timers: time });
    log.add(counted(1, 'a'));
    log.failSubscriptions();
    log.add(counted(2, 'a'));
    await time.advance(1_000);
    await caughtUp(runner, log.add(counted(4, 'a')));
    expect(await store.get('tally', 'a')).toEqual({ total: 7, trail: ' 3 6 9' });
  });

  it('starts again every second while the log is not available, and says so', async () => {
    const time = new ManualTime('2026-11-02T08:00:00.000Z');
    log.add(counted(1, 'a'));
    const head = jest.spyOn(log, 'head').mockRejectedValue(new Error('connection lost'));
    const runner = await run([tally], { timers: time });
    const failed = (times: number) =>
      firstValueFrom(
        runner.progress.pipe(filter(([status]) => status?.state === 'failing' && head.mock.calls.length === times)),
      );
    for (let times = 1; times <= 3; times += 1) {
      expect((await failed(times))[0]).toMatchObject({ name: 'tally', trouble: { message: 'connection lost' } });
      await time.advance(1_000);
    }
    await failed(4);
    head.mockRestore();
    await time.advance(1_000);
    await caughtUp(runner, '3');
    expect(runner.status()[0]).not.toHaveProperty('trouble');
    expect(await total('a')).toBe(1);
  });

  it('starts again while the store cannot say which version serves, and then runs only what is needed', async () => {
    const time = new ManualTime('2026-11-02T08:00:00.000Z');
    log.add(counted(1, 'a'));
    await (await runToHead([version2])).stop();
    jest.spyOn(store, 'serving').mockRejectedValueOnce(new Error('connection lost'));
    const runner = await run([tally, version2], { timers: time });
    expect(runner.status().map(({ state }) => state)).toEqual(['failing', 'failing']);
    await time.advance(1_000);
    await caughtUp(runner, '3');
    expect(runner.status()).toMatchObject([{ version: 2, state: 'running' }]);
  });
});
