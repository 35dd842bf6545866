import type { Command } from 'commander';
import { write } from '../terminal/output.js';
import type { CopyOptions } from './copy.js';

/** `ledgerdesk copy`: from the embedded store to a cluster, or back. */
export const addCopy = (program: Command): void => {
  program
    .command('copy')
    .description(
      'copy a log, e.g. from a data folder to EventStoreDB, and compare the copy; run it again to go on after a cut',
    )
    .requiredOption('--from <place>', 'a data folder or a connection string (esdb://…)')
    .requiredOption('--to <place>', 'the same; empty, or the beginning of this copy')
    .option('--map <file>', 'where to keep which position became which, as CSV', 'positions.csv')
    .option('--json', 'print the outcome as JSON')
    .action(async ({ json, ...options }: CopyOptions & { readonly json?: true }) => {
      const { copy } = await import('./copy.js');
      const copied = await copy(options);
      await write(
        `${json ? JSON.stringify(copied) : `${copied.events} events are the same in both logs. Their positions: ${copied.map}`}\n`,
      );
    });
};
