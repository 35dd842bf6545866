import { openReadStore } from '@ledgerdesk/read-store/sqlite';
import { LiveRunner } from './live-runner.js';
import { ManualTime } from './manual-time.js';
import { ProgressBoard } from './progress-board.js';
import { ProgressWatch } from './progress-watch.js';
import { MemoryLog } from './test/memory-log.js';
import { caughtUp, counted, decode, tally } from './test/sample.js';

describe('watching read models that another process keeps up', () => {
  it('reports none that serves before one does, then how far it has come', async () => {
    const log = new MemoryLog();
    const rows = openReadStore(':memory:');
    const board = new ProgressBoard();
    const timers = new ManualTime('2026-11-27T07:30:00.000Z');
    const watch = new ProgressWatch({ log, rows, projections: [tally], board, timers, every: 50 });
    const looked = async (): Promise<void> => {
      await timers.advance(50);
      await new Promise((resolve) => setImmediate(resolve));
    };
    log.add(counted(1, 'a'), counted(2, 'b'));
    watch.start();
    await looked();
    expect(board.status()).toEqual([{ name: 'tally', version: 1, state: 'rebuilding', serving: false, position: '0', lag: 6 }]);
    const runner = new LiveRunner({ log, store: rows, decode, projections: [tally] });
    await runner.start();
    await caughtUp(runner, await log.head());
    await looked();
    expect(board.status()).toEqual([{ name: 'tally', version: 1, state: 'running', serving: true, position: '6', lag: 0 }]);
    await runner.stop();
    await watch.stop();
    log.add(counted(3, 'a'));
    await looked();
    expect(board.status()[0]?.lag).toBe(0);
    await rows.close();
  });

  it('looks again after a look that failed', async () => {
    const log = new MemoryLog();
    const rows = openReadStore(':memory:');
    const board = new ProgressBoard();
    const timers = new ManualTime('2026-11-27T07:30:00.000Z');
    jest.spyOn(log, 'head').mockRejectedValueOnce(new Error('connection lost'));
    const watch = new ProgressWatch({ log, rows, projections: [tally], board, timers, every: 50 });
    watch.start();
    await new Promise((resolve) => setImmediate(resolve));
    expect(board.status()).toEqual([]);
    await timers.advance(50);
    await new Promise((resolve) => setImmediate(resolve));
    expect(board.status()).toHaveLength(1);
    await watch.stop();
    await rows.close();
  });
});
