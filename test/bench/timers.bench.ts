import { instantOf, millisOf } from '@ledgerdesk/kernel';
import { type ArmedTimer, PROJECTIONS, timers } from '@ledgerdesk/projections';
import { openReadStore, openReadStoreView } from '@ledgerdesk/read-store/sqlite';
import { Scheduler, realTimers, systemClock, TIMER_POLICY } from '@ledgerdesk/runtime';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { timersIn } from '../../apps/server/index.js';
import { percentile } from './measure.js';
import { ms, printRow, ratio } from './report.js';
import { withFolder } from './bench-engine.js';
import { inSize } from './size.js';
import { startTimerDelays } from './timer-delays.js';

const ARMED = inSize({ short: 500, standard: 100_000 });
const SPREAD_MS = inSize({ short: 500, standard: 100_000 });
const LEAD_MS = inSize({ short: 500, standard: 5_000 });
const SAMPLE_MS = inSize({ short: 50, standard: 1_000 });
const TICK_MS = 10;

const rowAt = (n: number, at: string): ArmedTimer => ({
  kind: 'response-breach',
  at,
  ticketId: `t${n}`,
  teamId: 'acme',
  requesterId: 'aiko',
  clock: 1,
  dueAt: at,
});

/**
 * Measures the delay of 100,000 timers, 1,000 due each second, and the memory of their rows. Reference: a bare timer in
 * the same thread.
 */
export const benchTimers = (): Promise<void> =>
  withFolder(async (folder) => {
    const file = join(folder, 'read.db');
    const store = await openReadStore(file);
    for (const projection of PROJECTIONS) await store.prepare(projection);
    const first = Date.now() + LEAD_MS;
    const rows = new Map(
      Array.from({ length: ARMED }, (_, n) => [`t${n}.1.breach`, rowAt(n, instantOf(first + (n * SPREAD_MS) / ARMED))]),
    );
    await store.commit(timers, { rows, from: undefined, to: { logId: 'bench', position: '1' } });
    await store.serve(timers);
    rows.clear();
    globalThis.gc?.();
    const before = process.memoryUsage().heapUsed;
    const delays: number[] = [];
    let maxHeapGrowth = 0;
    const view = openReadStoreView(file);
    const scheduler = new Scheduler({
      policy: TIMER_POLICY,
      source: timersIn(view),
      clock: systemClock,
      timers: realTimers,
      fire: async () => undefined,
      onFire: (row) => delays.push(Date.now() - millisOf(row.dueAt) - 100),
    });
    const bare = startTimerDelays(TICK_MS);
    scheduler.start();
    while (delays.length < ARMED && Date.now() < first + SPREAD_MS + 30_000) {
      await sleep(SAMPLE_MS);
      maxHeapGrowth = Math.max(maxHeapGrowth, process.memoryUsage().heapUsed - before);
    }
    await scheduler.stop();
    const reference = percentile(bare.stop(), 0.99);
    await view.close();
    await store.close();
    const sorted = delays.toSorted((a, b) => a - b);
    printRow({
      what: [
        `${ARMED.toLocaleString('en')} timers due within ${SPREAD_MS / 1000} s:`,
        `delay beyond the 100 ms grace period (${sorted.length.toLocaleString('en')} fired)`,
      ].join(' '),
      measured: [
        `p50 ${ms(percentile(sorted, 0.5))}`,
        `p99 ${ms(percentile(sorted, 0.99))}`,
        `heap + ${Math.round(maxHeapGrowth / 2 ** 20)} MiB`,
      ].join(', '),
      reference: `a bare timer of ${TICK_MS} ms late by p99 ${ms(reference)}`,
      ratio: ratio(percentile(sorted, 0.99), reference),
      aim: 'p99 < 250 ms',
    });
  });
