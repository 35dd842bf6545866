import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { embeddedStorage, openEngineLog } from '../../apps/server/storage.js';
import { findDuckDb } from '../../apps/cli/duckdb/duckdb.js';
import { lineParts } from '../../apps/cli/export/folder/line-part.js';
import type { StartPart } from '../../apps/cli/export/folder/part.js';
import { LINE_FORMATS } from '../../apps/cli/export/lines/line-formats.js';
import { ocelPart } from '../../apps/cli/export/ocel/ocel-part.js';
import { tableParts } from '../../apps/cli/export/tables/table-part.js';
import { EventDatabase } from '../../apps/cli/sql/event-database.js';
import { exportFiles } from '../support/export/export-files.js';
import { withEngine, withFolder } from './bench-engine.js';
import { fillLog } from './big-log.js';
import { timed } from './measure.js';
import { scanParseCount } from './replay.bench.js';
import { printRow, rate, ratio } from './report.js';

/** `BENCH_EVENTS` makes another number. */
const EVENTS = Number(process.env['BENCH_EVENTS'] ?? 1_000_000);
const SAMPLED_EVERY_MS = 200;

const mib = (bytes: number): string => `${Math.round(bytes / 2 ** 20)} MiB`;

/** Calls `work`, and returns the largest resident set meanwhile with its result. */
const withPeak = async <T>(work: () => Promise<T>): Promise<{ readonly result: T; readonly peak: number }> => {
  let peak = 0;
  const sampler = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), SAMPLED_EVERY_MS);
  try {
    return { result: await work(), peak };
  } finally {
    clearInterval(sampler);
  }
};

/** Measures exports of a log into files, and its copy for SQL. Reference: scan and parse. */
export const benchExport = (): Promise<void> =>
  withFolder(async (folder) => {
    await withEngine(folder, { ROLES: 'http' }, ({ store }) => fillLog(store, EVENTS));
    const log = await openEngineLog(embeddedStorage(folder));
    const duckdb = await findDuckDb();
    const bare = await timed(() => scanParseCount(log));
    const print = async (what: string, aim: string, work: () => Promise<unknown>): Promise<void> => {
      const { result, peak } = await withPeak(() => timed(work));
      printRow({
        what: `${what} (${bare.result.toLocaleString('en')} events)`,
        measured: `${result.seconds.toFixed(1)} s, ${rate(bare.result / result.seconds)}; memory at most ${mib(peak)}`,
        reference: `scan, parse ${bare.seconds.toFixed(1)} s, ${rate(bare.result / bare.seconds)}`,
        ratio: ratio(result.seconds, bare.seconds),
        aim,
      });
    };
    const toFiles = (startPart: StartPart, partEvents: number | undefined) => async (): Promise<void> => {
      const out = join(folder, 'out');
      await exportFiles(out, { log, startPart, partEvents });
      rmSync(out, { recursive: true });
    };
    if (duckdb) await print('Export to Parquet', '≤ 3', toFiles(tableParts(duckdb, {}), 200_000));
    await print('Export to Parquet without DuckDB', '–', toFiles(tableParts(undefined, {}), 200_000));
    await print('Export to JSON lines', '–', toFiles(lineParts(LINE_FORMATS.jsonl, { logId: 'l' }), 1_000_000));
    await print('Export to OCEL 2.0', '–', toFiles(ocelPart({}), undefined));
    if (duckdb)
      await print('Copy of the log for `ledgerdesk sql`', '–', async () => {
        const database = new EventDatabase(duckdb, '512MB');
        await database.loadLog(log, {});
        database.remove();
      });
    await log.close();
  });
