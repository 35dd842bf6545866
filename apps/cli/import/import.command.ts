import type { Command } from 'commander';
import { writeFileSync } from 'node:fs';
import { settingsFrom } from '../../server/settings.js';
import { write } from '../terminal/output.js';

interface ImportOptions {
  readonly mapping: string;
  readonly json?: true;
  readonly report?: string;
}

/** `ledgerdesk import`: prints what became of every row. */
export const addImport = (program: Command): void => {
  program
    .command('import')
    .description('bring the event log of a help desk (CSV) through the rules; the engine must be stopped')
    .argument('<file>', 'CSV file with a header')
    .requiredOption('--mapping <file>', 'how the log is to be read; see docs/import.md')
    .option('--report <file>', 'write the whole report as JSON')
    .option('--json', 'print the whole report as JSON')
    .action(async (file: string, { mapping, json, report: reportFile }: ImportOptions) => {
      const [{ importFile }, { readable }] = await Promise.all([import('./import-file.js'), import('./report.js')]);
      const report = await importFile(settingsFrom(process.env), file, mapping);
      const whole = JSON.stringify(report, null, 2);
      await write(`${json ? whole : readable(report)}\n`);
      if (reportFile !== undefined) writeFileSync(reportFile, `${whole}\n`);
    });
};
