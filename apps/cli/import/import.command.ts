import { instantOf, type Instant } from '@ledgerdesk/kernel';
import type { Command } from 'commander';
import { settingsFrom } from '../../server/settings.js';
import { writeOutputFile } from '../terminal/output-file.js';
import { writeStdout } from '../terminal/stdout.js';
import { parseUntil } from './parse-until.js';

interface ImportOptions {
  readonly mapping: string;
  readonly json?: true;
  readonly report?: string;
  readonly until?: Instant;
}

/** Adds `ledgerdesk import`, which prints a report of the rows. */
export const addImport = (program: Command): void => {
  program
    .command('import')
    .description('import the event log of a help desk (CSV); stop the engine first')
    .argument('<file>', 'CSV file with a header')
    .requiredOption('--mapping <file>', 'mapping of the columns; see docs/import.md')
    .option(
      '--until <instant>',
      'fire timers that are due after the last row, up to an instant or now',
      (text: string) => parseUntil(text, instantOf(Date.now())),
    )
    .option('--report <file>', 'write the full report as JSON to a file')
    .option('--json', 'print the full report as JSON')
    .action(async (file: string, { mapping, json, report: reportFile, until }: ImportOptions) => {
      const [{ importFile }, { formatReport }] = await Promise.all([
        import('./import-file.js'),
        import('./import-report.js'),
      ]);
      const report = await importFile(settingsFrom(process.env), file, mapping, { until, reportFile });
      const full = JSON.stringify(report, null, 2);
      await writeStdout(`${json ? full : formatReport(report)}\n`);
      if (reportFile !== undefined) writeOutputFile(reportFile, `${full}\n`);
    });
};
