import { BUCKET_SIZES } from '@ledgerdesk/projections';
import { type Command, Option } from 'commander';
import { byOption } from '../log/by.option.js';
import { parseAsOf } from '../log/parse-as-of.js';
import { instantOption } from '../log/instant.option.js';
import { withLog } from '../log/with-log.js';
import { replaceOutputFile, requireOutputFile } from '../terminal/output-file.js';
import { RAW_CSV } from '../terminal/raw-csv.option.js';
import { writeStdout } from '../terminal/stdout.js';
import { REPORT_FORMATS, type ReportFormat } from './report-formats.js';
import type { ReportOptions } from './read-report.js';

interface Options extends ReportOptions {
  readonly format: ReportFormat;
  readonly out?: string;
  readonly raw?: boolean;
}

const report = async (name: string, options: Options): Promise<void> => {
  if (options.out !== undefined) requireOutputFile(options.out, []);
  const [{ readReport }, { pictured }, { reportText }, { manifestFor }] = await Promise.all([
    import('./read-report.js'),
    import('./pictured.js'),
    import('./report-formats.js'),
    import('../manifest/write-manifest.js'),
  ]);
  await withLog(async (log) => {
    const { answer, answered } = await readReport(log, name, options);
    const manifest = await manifestFor(log, answered);
    const { parameters } = answered.question;
    // Manifests are JSON.
    const asJson = JSON.parse(JSON.stringify(manifest)) as Parameters<typeof pictured>[1]['manifest'];
    const text = await reportText(pictured(answer, { name, parameters, manifest: asJson }), answer, options);
    if (options.out === undefined) await writeStdout(text);
    else replaceOutputFile(options.out, text);
  });
};

/** Adds `ledgerdesk report`, which computes a report from the log, as figures or as a page with charts. */
export const addReport = (program: Command): void => {
  program
    .command('report')
    .description('compute a report from the log, as figures or as a page with charts; the engine may be running')
    .argument('<name>', 'responses, charges, backlog, follow-ups, chats, callbacks, agent-load, add-ons or patterns')
    .option('--group-by <names>', 'up to three groupings, such as team,product', (text) => text.split(','))
    .addOption(new Option('--bucket <size>', 'split by local time').choices(BUCKET_SIZES))
    .option('--time-zone <zone>', 'IANA time zone of buckets and hours of the week (default: UTC)')
    .option('--team <id>', 'only this team')
    .option('--from <instant>', 'only what started at or after this instant', instantOption)
    .option('--to <instant>', 'only what started before this instant', instantOption)
    .option('--as-of <time>', 'log position or instant (default: the end of the log)', parseAsOf)
    .addOption(byOption())
    .addOption(
      new Option('--format <format>', 'figures, or a self-contained page with charts (svg, html, md)')
        .choices(REPORT_FORMATS)
        .default('table'),
    )
    .option('--out <file>', 'write to this file instead of stdout')
    .option(...RAW_CSV)
    .action(report);
};
