import { PROJECTIONS } from '@ledgerdesk/projections';
import type { InstantCounts } from '@ledgerdesk/runtime';
import { type Command, Option } from 'commander';
import { asOf } from '../log/as-of.js';
import { withLog } from '../log/open-log.js';
import { write } from '../terminal/output.js';
import type { ReplayOptions } from './replayed.js';
import { ROW_FORMATS } from './rows-as-text.js';

const INSTANT_COUNTS: readonly InstantCounts[] = ['recorded', 'occurred'];

/** `ledgerdesk replay`: computed offline; the running engine's tables are not touched. */
export const addReplay = (program: Command): void => {
  program
    .command('replay')
    .description('show a read model as it was at any moment, computed from the log; works beside a running engine')
    .addOption(
      new Option('--projection <name>', 'the read model')
        .choices(PROJECTIONS.map(({ name }) => name))
        .makeOptionMandatory(),
    )
    .option('--as-of <moment>', 'a position or an instant (default: now)', asOf)
    .addOption(
      new Option('--by <time>', 'whether an instant counts by when events were recorded or occurred')
        .choices(INSTANT_COUNTS)
        .default('recorded'),
    )
    .addOption(
      new Option('--format <format>', 'table cuts long values').choices(Object.keys(ROW_FORMATS)).default('table'),
    )
    .action(async (options: ReplayOptions) => {
      const { replayed } = await import('./replayed.js');
      await withLog(async (log) => write(await replayed(log, options)));
    });
};
