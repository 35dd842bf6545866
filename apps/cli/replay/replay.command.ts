import { type Command, Option } from 'commander';
import { byOption } from '../log/by.option.js';
import { parseAsOf } from '../log/parse-as-of.js';
import { recordRead } from '../audit/record-read.js';
import { withLog } from '../log/with-log.js';
import { MANIFEST_FILE } from '../manifest/manifest.option.js';
import { writeManifest } from '../manifest/write-manifest.js';
import { MASK } from '../terminal/mask.option.js';
import { requireOutputFile } from '../terminal/output-file.js';
import { RAW_CSV } from '../terminal/raw-csv.option.js';
import { writeStdout } from '../terminal/stdout.js';
import { wholeNumber } from '../terminal/whole-number.js';
import { parseProjection } from './parse-projection.js';
import type { ReplayOptions } from './replay-read-model.js';
import { ROW_FORMATS } from './row-formats.js';

/** Adds `ledgerdesk replay`, which rebuilds a read model in memory and does not touch the engine's tables. */
export const addReplay = (program: Command): void => {
  program
    .command('replay')
    .description('replay a read model from the log as of any position or instant; the engine may be running')
    .addOption(
      new Option('--projection <name>', 'name of a read model, or path of a module with a projection: ./mine.mjs')
        .argParser(parseProjection)
        .makeOptionMandatory(),
    )
    .option('--as-of <time>', 'log position or instant (default: now)', parseAsOf)
    .addOption(byOption())
    .addOption(
      new Option('--format <format>', 'output format; table truncates long values')
        .choices(Object.keys(ROW_FORMATS))
        .default('table'),
    )
    .option('--memory-mb <number>', 'memory limit of the projection of a module', wholeNumber(1, 1_048_576), 1_024)
    .option('--page-seconds <number>', 'time limit of that projection for 1,000 events', wholeNumber(1, 86_400), 60)
    .option(...RAW_CSV)
    .option(...MASK)
    .option(...MANIFEST_FILE)
    .action(async (options: ReplayOptions) => {
      const [{ replayedModel }, { rowsAsText }] = await Promise.all([
        import('./replayed-model.js'),
        import('./replay-read-model.js'),
      ]);
      if (options.manifest !== undefined) requireOutputFile(options.manifest, []);
      await withLog(async (log) => {
        const { rows, answered } = await replayedModel(log, options);
        const { projection } = options;
        const resource = `read-model:${typeof projection === 'string' ? projection : 'own'}`;
        const read = { resources: [resource] };
        if (options.mask !== true) await recordRead('ledgerdesk replay', await log.head(), read);
        await writeStdout(rowsAsText(rows, options));
        if (options.manifest !== undefined) await writeManifest(options.manifest, log, answered);
      });
    });
};
