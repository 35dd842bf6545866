import type { Command } from 'commander';
import { writeStdout } from '../terminal/stdout.js';
import type { KeyLeftBehind } from './copy-keys.js';
import type { CopyOptions, CopyResult } from './copy.js';

/** The result, and the keys that stayed behind, if any. */
type Outcome = CopyResult & { readonly keysLeftBehind?: readonly KeyLeftBehind[] };

/** A server keeps a log and no keys. */
const KEYS_OF_SERVER =
  'Keys are not copied: give engines on the copy the KEYS_URL, MASTER_KEY, QUOTE_KEY and WEBHOOK_KEY of those on the ' +
  'source, or else personal data cannot be opened, quotes and uploads are no longer valid, and webhooks have new ' +
  'secrets.';

const summaryOf = (
  { events, map, sourceGoesOn, keys = [], keysLeftBehind = [] }: Outcome,
  fromServer: boolean,
): readonly string[] => [
  `${events} events are identical in both logs. Positions: ${map}`,
  ...(sourceGoesOn ? ['The source was written meanwhile. Repeat the command to copy its later events.'] : []),
  ...keys.map((file) => `Key copied: ${file}`),
  ...(fromServer ? [KEYS_OF_SERVER] : []),
  ...keysLeftBehind.map(({ file, consequence }) => `Key not copied: ${file}; ${consequence}`),
];

/** Adds `ledgerdesk copy`, which copies a log between the embedded store and EventStoreDB. */
export const addCopy = (program: Command): void => {
  program
    .command('copy')
    .description('copy a log, for example from a data folder to EventStoreDB, and verify the copy; repeat to resume')
    .requiredOption('--from <location>', 'source: data folder or connection string (esdb://…)')
    .requiredOption('--to <location>', 'target: empty, or a partial copy of the source')
    .option('--map <file>', 'CSV file for the pairs of positions', 'positions.csv')
    .option('--with-keys', 'copy all keys too, from a data folder to another; keep the copy as secret as they are')
    .option('--json', 'print the result as JSON')
    .action(async ({ json, ...options }: CopyOptions & { readonly json?: true }) => {
      const { copy } = await import('./copy.js');
      const { keysLeftBehind } = await import('./copy-keys.js');
      const { subjectKeysLeftBehind } = await import('./copy-subject-keys.js');
      const { isLogUrl } = await import('../../server/storage.js');
      const copied = await copy(options);
      const leftBehind = [...keysLeftBehind(options), ...subjectKeysLeftBehind(options)];
      const result = { ...copied, ...(leftBehind.length > 0 && { keysLeftBehind: leftBehind }) };
      await writeStdout(`${json ? JSON.stringify(result) : summaryOf(result, isLogUrl(options.from)).join('\n')}\n`);
    });
};
