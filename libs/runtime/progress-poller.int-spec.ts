import { openReadStore } from '@ledgerdesk/read-store/sqlite';
import { LiveRunner } from './live-runner.js';
import { ManualTime } from '../../test/support/manual-time.js';
import { ProjectionProgress } from './projection-progress.js';
import { ProgressPoller } from './progress-poller.js';
import { MemoryLog } from '../../test/support/runtime/memory-log.js';
import { caughtUp } from '../../test/support/runtime/caught-up.js';
import { clearings, counted, decode, tally } from '../../test/support/runtime/sample-projections.js';

describe('progress poller', () => {
  it('reports a projection as rebuilding until it serves, then its position', async () => {
    const log = new MemoryLog();
    const rows = await openReadStore(':memory:');
    const projectionProgress = new ProjectionProgress();
    const timers = new ManualTime('2026-11-27T07:30:00.000Z');
    const poller = new ProgressPoller({ log, rows, projections: [tally], projectionProgress, timers, intervalMs: 50 });
    const polled = async (): Promise<void> => {
      await timers.advance(50);
      await new Promise((resolve) => setImmediate(resolve));
    };
    log.add(counted(1, 'a'), counted(2, 'b'));
    poller.start();
    await polled();
    expect(projectionProgress.status()).toEqual([
      { name: 'tally', version: 1, state: 'rebuilding', serving: false, position: '0', lag: 6 },
    ]);
    const runner = new LiveRunner({ log, store: rows, decode, projections: [tally] });
    await runner.start();
    await caughtUp(runner, await log.head());
    await polled();
    expect(projectionProgress.status()).toEqual([
      { name: 'tally', version: 1, state: 'running', serving: true, position: '6', lag: 0 },
    ]);
    await runner.stop();
    await poller.stop();
    log.add(counted(3, 'a'));
    await polled();
    expect(projectionProgress.status()[0]?.lag).toBe(0);
    await rows.close();
  });

  it('queries the read store once per poll for any number of projections', async () => {
    const versions = jest.fn(async () => [
      { name: 'tally', version: 1, checkpoint: { logId: 'log-1', position: '3', skipped: 'a,b' }, serving: true },
      { name: 'tally', version: 2, checkpoint: undefined, serving: false },
      { name: 'clearings', version: 1, checkpoint: undefined, serving: true },
    ]);
    const stop = { position: '3', eventId: 'event-0', eventType: 'Cleared', message: 'cannot clear that' };
    const stops = async () => [{ name: 'clearings', version: 1, stop }];
    const log = new MemoryLog();
    log.add(counted(1, 'a'), counted(2, 'b'));
    const projectionProgress = new ProjectionProgress();
    const projections = [{ ...tally, version: 2 }, clearings, { ...clearings, name: 'unbuilt' }];
    const poller = new ProgressPoller({
      log,
      rows: { versions, stops },
      projections,
      projectionProgress,
      timers: new ManualTime('2026-11-27T07:30:00.000Z'),
      intervalMs: 50,
    });
    poller.start();
    await poller.stop();
    expect(versions).toHaveBeenCalledTimes(1);
    expect(projectionProgress.status()).toEqual([
      { name: 'tally', version: 1, state: 'running', serving: true, position: '3', lag: 3, skipped: ['a', 'b'] },
      {
        name: 'clearings',
        version: 1,
        state: 'poisoned',
        serving: true,
        position: '0',
        lag: 6,
        trouble: { message: 'cannot clear that', position: '3', eventId: 'event-0' },
      },
      { name: 'unbuilt', version: 1, state: 'rebuilding', serving: false, position: '0', lag: 6 },
    ]);
  });

  it('polls again after a failed poll', async () => {
    const log = new MemoryLog();
    const rows = await openReadStore(':memory:');
    const projectionProgress = new ProjectionProgress();
    const timers = new ManualTime('2026-11-27T07:30:00.000Z');
    jest.spyOn(log, 'head').mockRejectedValueOnce(new Error('connection lost'));
    const poller = new ProgressPoller({ log, rows, projections: [tally], projectionProgress, timers, intervalMs: 50 });
    poller.start();
    await new Promise((resolve) => setImmediate(resolve));
    expect(projectionProgress.status()).toEqual([]);
    await timers.advance(50);
    await new Promise((resolve) => setImmediate(resolve));
    expect(projectionProgress.status()).toHaveLength(1);
    await poller.stop();
    await rows.close();
  });

  it('asks the log for its head only if no events of it are kept in memory', async () => {
    const log = new MemoryLog();
    const head = jest.spyOn(log, 'head');
    const rows = { versions: async () => [], stops: async () => [] };
    const timers = new ManualTime('2026-11-27T07:30:00.000Z');
    const projectionProgress = new ProjectionProgress();
    const poller = new ProgressPoller({ log, rows, projections: [tally], projectionProgress, timers, intervalMs: 50 });
    log.keepsRecent = true;
    log.add(counted(1, 'a'));
    poller.start();
    await poller.stop();
    expect([head.mock.calls.length, projectionProgress.status()[0]?.lag]).toEqual([0, 3]);
  });
});
