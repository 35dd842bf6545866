import { TIME_BASES } from '@ledgerdesk/kernel';
import { PROJECTIONS } from '@ledgerdesk/projections';
import { type Command, Option } from 'commander';
import { parseAsOf } from '../log/parse-as-of.js';
import { recordRead } from '../audit/record-read.js';
import { withLog } from '../log/with-log.js';
import { MASK } from '../terminal/mask.option.js';
import { RAW_CSV } from '../terminal/raw-csv.option.js';
import { writeStdout } from '../terminal/stdout.js';
import type { ReplayOptions } from './replay-read-model.js';
import { ROW_FORMATS } from './row-formats.js';

/** Adds `ledgerdesk replay`, which rebuilds a read model in memory and does not touch the engine's tables. */
export const addReplay = (program: Command): void => {
  program
    .command('replay')
    .description('replay a read model from the log as of any position or instant; the engine may be running')
    .addOption(
      new Option('--projection <name>', 'name of the read model')
        .choices(PROJECTIONS.map(({ name }) => name))
        .makeOptionMandatory(),
    )
    .option('--as-of <time>', 'log position or instant (default: now)', parseAsOf)
    .addOption(
      new Option('--by <time>', 'whether the instant selects events by when they were recorded or occurred')
        .choices(TIME_BASES)
        .default('recorded'),
    )
    .addOption(
      new Option('--format <format>', 'output format; table truncates long values')
        .choices(Object.keys(ROW_FORMATS))
        .default('table'),
    )
    .option(...RAW_CSV)
    .option(...MASK)
    .action(async (options: ReplayOptions) => {
      const { replayReadModel } = await import('./replay-read-model.js');
      await withLog(async (log) => {
        const rows = await replayReadModel(log, options);
        const read = { resources: [`read-model:${options.projection}`] };
        if (options.mask !== true) await recordRead('ledgerdesk replay', await log.head(), read);
        await writeStdout(rows);
      });
    });
};
