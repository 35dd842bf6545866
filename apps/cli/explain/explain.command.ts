import { isPosition, type Position, type Projection } from '@ledgerdesk/kernel';
import type { Lineage, RowChange } from '@ledgerdesk/projections';
import { type Command, InvalidArgumentError, Option } from 'commander';
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
import { wholeNumber } from '../terminal/whole-number.js';
import type { ExplainOptions } from './explain-row.js';

const position = (text: string): Position => {
  if (!isPosition(text)) throw new InvalidArgumentError('Use a position of the log.');
  return text;
};

const eventText = ({ recordedAt, position: at, type, stream, revision, change, changes }: RowChange): string =>
  `${recordedAt}  ${at}  ${type}  ${stream}@${revision}  ${change}\n${pathChangeLines(changes)}`;

const FORMATS = {
  text: ({ changes, total, more }: Lineage): string => {
    const last = changes.at(-1);
    const rest = more && last ? `${total} events in all; go on with --after ${last.position}\n` : '';
    return changes.map(eventText).join('') + rest;
  },
  jsonl: ({ changes }: Lineage): string => changes.map((change) => `${JSON.stringify(change)}\n`).join(''),
} as const;

interface Options extends ExplainOptions {
  readonly format: keyof typeof FORMATS;
  readonly manifest?: string;
}

const explain = async (projection: Projection, key: string, options: Options): Promise<void> => {
  const { explainRow } = await import('./explain-row.js');
  if (options.manifest !== undefined) requireOutputFile(options.manifest, []);
  await withLog(async (log) => {
    const { lineage, answered } = await explainRow(log, projection, key, options);
    const read = { resources: [`read-model:${projection.name}`] };
    if (options.mask !== true) await recordRead('ledgerdesk explain', await log.head(), read);
    await writeStdout(FORMATS[options.format](lineage));
    if (options.manifest !== undefined) await writeManifest(options.manifest, log, answered);
  });
};

/** Adds `ledgerdesk explain`, which shows the events that made a row, and what each changed. */
export const addExplain = (program: Command): void => {
  program
    .command('explain')
    .description('show the events that made a row of a read model, and what each changed; the engine may be running')
    .argument('<name>', 'name of the read model', readModelNamed)
    .argument('<key>', 'key of the row, as ledgerdesk replay shows it')
    .option('--as-of <time>', 'log position or instant (default: now)', parseAsOf)
    .addOption(byOption())
    .option('--after <position>', 'only events after this position', position)
    .option('--limit <n>', 'at most this many events, up to 10,000', wholeNumber(1, 10_000), 1_000)
    .addOption(
      new Option('--format <format>', 'output format; text truncates long values')
        .choices(Object.keys(FORMATS))
        .default('text'),
    )
    .option(...MASK)
    .option(...MANIFEST_FILE)
    .action(explain);
};
