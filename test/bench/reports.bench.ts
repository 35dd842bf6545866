import { decode, type ReadableLog } from '@ledgerdesk/event-store';
import { type GroupedReportRequest, PROJECTIONS, responseReport, responseReportQuery } from '@ledgerdesk/projections';
import { AsOfPool } from '@ledgerdesk/runtime';
import { TemporalTimeZones } from '@ledgerdesk/time-zones';
import { embeddedStorage, openEngineLog, openRows, type StorageConfig } from '../../apps/server/storage.js';
import { threadScript } from '../../apps/server/thread-script.js';
import { rebuild } from '../support/runtime/rebuild.js';
import { withBigFolder } from './big-folder.js';
import { percentile, timed } from './measure.js';
import { scanParseCount } from './replay.bench.js';
import { ms, printRow, rate, ratio } from './report.js';
import { inSize } from './size.js';
import { startTimerDelays } from './timer-delays.js';

const REQUEST: GroupedReportRequest = { groupBy: ['team', 'product'], bucket: 'month', timeZone: 'Europe/Berlin' };
const QUERY = responseReportQuery(new TemporalTimeZones());
/** Replays of a million events take longer than the limit for requests. */
const LIMIT_MS = 600_000;
const TICK_MS = 5;
const IDLE_MS = inSize({ short: 100, standard: 2_000 });

/** Fills the rows of the report, as an engine does while it runs. */
const buildRows = async (storage: StorageConfig, log: ReadableLog): Promise<void> => {
  const store = await openRows(storage);
  for (const projection of PROJECTIONS) await store.prepare(projection);
  await rebuild(responseReport, { log, store, decode });
  await store.close();
};

/** Calls `work`, and returns the 99th percentile of the delays of a timer in this thread, which answers requests. */
const withDelays = async <T>(work: () => Promise<T>): Promise<{ readonly result: T; readonly p99: number }> => {
  const delays = startTimerDelays(TICK_MS);
  try {
    const result = await work();
    return { result, p99: percentile(delays.stop(), 0.99) };
  } finally {
    delays.stop();
  }
};

/** Measures a grouped report on live rows and on a replay of the log. Reference: scan and parse the log. */
export const benchReports = (): Promise<void> =>
  withBigFolder(async (folder) => {
    const storage = embeddedStorage(folder);
    const log = await openEngineLog(storage);
    const bare = await timed(() => scanParseCount(log));
    const events = bare.result;
    await buildRows(storage, log);
    const pool = new AsOfPool({
      script: threadScript('as-of/as-of-thread'),
      workerData: storage,
      env: {},
      threads: 1,
      ms: LIMIT_MS,
      memoryMb: 4_096,
    });
    const idle = await withDelays(() => new Promise((resolve) => setTimeout(resolve, IDLE_MS)));
    const ways = [
      ['on live rows', { head: true }],
      ['replayed from the log', { position: await log.head() }],
    ] as const;
    for (const [how, until] of ways) {
      const { result, p99 } = await withDelays(() => timed(() => pool.query(QUERY, { params: REQUEST, until })));
      const items = 'items' in result.result ? result.result.items.length : 0;
      printRow({
        what: `Clocks by team, product and month, ${how} (${events.toLocaleString('en')} events, ${items} items)`,
        measured: `${result.seconds.toFixed(1)} s; timers of the main thread late by p99 ${ms(p99)}`,
        reference: `scan, parse ${bare.seconds.toFixed(1)} s, ${rate(events / bare.seconds)}; idle p99 ${ms(idle.p99)}`,
        ratio: ratio(result.seconds, bare.seconds),
        aim: '≤ 3',
      });
    }
    await pool.close();
    await log.close();
  });
