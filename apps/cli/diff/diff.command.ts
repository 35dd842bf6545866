import { type Projection } from '@ledgerdesk/kernel';
import type { RowDifference } from '@ledgerdesk/projections';
import { type Command, Option } from 'commander';
import { recordRead } from '../audit/record-read.js';
import { byOption } from '../log/by.option.js';
import { parseAsOf } from '../log/parse-as-of.js';
import { withLog } from '../log/with-log.js';
import { MANIFEST_FILE } from '../manifest/manifest.option.js';
import { writeManifest } from '../manifest/write-manifest.js';
import { readModelNamed } from '../replay/read-model-named.js';
import { MASK } from '../terminal/mask.option.js';
import { requireOutputFile } from '../terminal/output-file.js';
import { pathChangeLines } from '../terminal/path-change-lines.js';
import { writeStdout } from '../terminal/stdout.js';
import type { DiffOptions } from './diff-read-model.js';

const causeText = ({ causes, events }: RowDifference): string => {
  const named = causes.map(({ type, position }) => `${type} ${position}`).join(', ');
  return `    by ${named}${events > causes.length ? ` and ${events - causes.length} more` : ''}\n`;
};

const FORMATS = {
  text: (found: RowDifference): string =>
    `${found.change}  ${found.key}\n${pathChangeLines(found.changes)}${causeText(found)}`,
  jsonl: (found: RowDifference): string => `${JSON.stringify(found)}\n`,
} as const;

interface Options extends DiffOptions {
  readonly format: keyof typeof FORMATS;
  readonly manifest?: string;
}

const diff = async (projection: Projection, options: Options): Promise<void> => {
  const { diffReadModel } = await import('./diff-read-model.js');
  if (options.manifest !== undefined) requireOutputFile(options.manifest, []);
  await withLog(async (log) => {
    const read = { resources: [`read-model:${projection.name}`] };
    if (options.mask !== true) await recordRead('ledgerdesk diff', await log.head(), read);
    const { counts, answered } = await diffReadModel(log, projection, options, (found) =>
      writeStdout(FORMATS[options.format](found)),
    );
    process.stderr.write(`${counts.added} added, ${counts.removed} removed, ${counts.changed} changed\n`);
    if (options.manifest !== undefined) await writeManifest(options.manifest, log, answered);
  });
};

/** Adds `ledgerdesk diff`, which shows the rows of a read model that differ between two moments. */
export const addDiff = (program: Command): void => {
  program
    .command('diff')
    .description('show the rows of a read model that differ between two moments, and why; the engine may be running')
    .argument('<name>', 'name of the read model', readModelNamed)
    .requiredOption('--from <time>', 'the first moment: log position or instant', parseAsOf)
    .option('--to <time>', 'the second moment: log position or instant (default: now)', parseAsOf)
    .addOption(byOption())
    .option('--prefix <text>', 'only rows whose key starts with this text', '')
    .addOption(
      new Option('--format <format>', 'output format; text truncates long values')
        .choices(Object.keys(FORMATS))
        .default('text'),
    )
    .option(...MASK)
    .option(...MANIFEST_FILE)
    .action(diff);
};
