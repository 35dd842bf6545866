import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { findDuckDb } from '../../apps/cli/duckdb/duckdb.js';
import { tableParts } from '../../apps/cli/export/tables/table-part.js';
import { EventDatabase } from '../../apps/cli/sql/event-database.js';
import { exportFiles } from '../support/export/export-files.js';
import { withFolder } from './bench-engine.js';
import { openBigLog, withBigFolder } from './big-folder.js';
import { timed } from './measure.js';
import { measuredCommand } from './measured-process.js';
import { scanParseCount } from './replay.bench.js';
import { printRow, rate, ratio } from './report.js';

/** Formats of files, and the ratio to a bare scan and parse that is aimed at. */
const FORMATS = {
  parquet: ['Export to Parquet', '≤ 3'],
  jsonl: ['Export to JSON lines', '–'],
  cloudevents: ['Export to CloudEvents', '–'],
  xes: ['Export to XES', '–'],
  ocel: ['Export to OCEL 2.0', '–'],
} as const;

/**
 * Measures exports of a log into files as commands, with their start and the memory of their process, and its copy for
 * SQL. Reference: scan and parse. `BENCH_FORMATS=parquet,jsonl` selects formats.
 */
export const benchExport = (): Promise<void> =>
  withBigFolder((data) =>
    withFolder(async (folder) => {
      const log = await openBigLog(data);
      const bare = await timed(() => scanParseCount(log));
      const print = (what: string, aim: string, { seconds, peak }: { seconds: number; peak?: number }): void =>
        printRow({
          what: `${what} (${bare.result.toLocaleString('en')} events)`,
          measured: [
            `${seconds.toFixed(1)} s, ${rate(bare.result / seconds)}`,
            ...(peak === undefined ? [] : [`memory at most ${Math.round(peak)} MiB`]),
          ].join('; '),
          reference: `scan, parse ${bare.seconds.toFixed(1)} s, ${rate(bare.result / bare.seconds)}`,
          ratio: ratio(seconds, bare.seconds),
          aim,
        });
      const chosen = process.env['BENCH_FORMATS']?.split(',');
      for (const [format, [what, aim]] of Object.entries(FORMATS)) {
        if (chosen && !chosen.includes(format)) continue;
        const out = join(folder, format);
        print(what, aim, await measuredCommand(data, ['export', '--mask', '--format', format, '--out', out]));
        rmSync(out, { recursive: true });
      }
      if (!chosen) await measureInProcess(log, folder, print);
      await log.close();
    }),
  );

type Print = (what: string, aim: string, measured: { readonly seconds: number }) => void;

/** Measures what no command does alone. */
const measureInProcess = async (
  log: Awaited<ReturnType<typeof openBigLog>>,
  folder: string,
  print: Print,
): Promise<void> => {
  const [duckdb, out] = [await findDuckDb(), join(folder, 'out')];
  const byJavaScript = { log, startPart: tableParts(undefined, {}), partEvents: 200_000 };
  print('Export to Parquet without DuckDB', '–', await timed(() => exportFiles(out, byJavaScript)));
  rmSync(out, { recursive: true });
  if (!duckdb) return;
  const copied = await timed(async () => {
    const database = new EventDatabase(duckdb, '512MB');
    await database.loadLog(log, {});
    database.remove();
  });
  print('Copy of the log for `ledgerdesk sql`', '–', copied);
};
