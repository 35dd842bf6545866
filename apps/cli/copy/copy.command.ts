import type { Command } from 'commander';
import { writeStdout } from '../terminal/stdout.js';
import type { CopyOptions } from './copy.js';

/** Adds `ledgerdesk copy`, which copies a log between the embedded store and EventStoreDB. */
export const addCopy = (program: Command): void => {
  program
    .command('copy')
    .description('copy a log, for example from a data folder to EventStoreDB, and verify the copy; repeat to resume')
    .requiredOption('--from <location>', 'source: data folder or connection string (esdb://…)')
    .requiredOption('--to <location>', 'target: empty, or a partial copy of the source')
    .option('--map <file>', 'CSV file for the pairs of positions', 'positions.csv')
    .option('--json', 'print the result as JSON')
    .action(async ({ json, ...options }: CopyOptions & { readonly json?: true }) => {
      const { copy } = await import('./copy.js');
      const result = await copy(options);
      const summary = `${result.events} events are identical in both logs. Positions: ${result.map}`;
      await writeStdout(`${json ? JSON.stringify(result) : summary}\n`);
    });
};
