import { TIME_BASES } from '@ledgerdesk/kernel';
import { PROJECTIONS } from '@ledgerdesk/projections';
import { type Command, Option } from 'commander';
import { parseAsOf } from '../log/parse-as-of.js';
import { withLog } from '../log/with-log.js';
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
    .action(async (options: ReplayOptions) => {
      const { replayReadModel } = await import('./replay-read-model.js');
      await withLog(async (log) => writeStdout(await replayReadModel(log, options)));
    });
};
