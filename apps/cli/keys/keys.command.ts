import type { Command } from 'commander';
import { settingsFrom } from '../../server/settings.js';
import { writeStdout } from '../terminal/stdout.js';
import type { RotationResult } from './rotate-keys.js';

const summaryOf = ({ rewrapped, masterKeyId, file }: RotationResult): string =>
  [
    `${rewrapped} keys were wrapped again. All keys are wrapped by the master key ${masterKeyId}.`,
    file === undefined
      ? 'Remove the earlier master keys from MASTER_KEY or MASTER_KEY_FILE, and restart the engines.'
      : `The key is in ${file}. Keep a copy of it apart from the backups of the data folder.`,
    'Keys in earlier backups are still wrapped by the earlier master key: destroy it when you no longer need them.',
  ].join('\n');

/** Adds `ledgerdesk keys rotate`, which replaces the master key. */
export const addKeys = (program: Command): void => {
  program
    .command('keys')
    .description('manage the keys of personal data')
    .command('rotate')
    .description('wrap every key with the current master key; the log is not touched, and engines may run')
    .option('--json', 'print the result as JSON')
    .action(async ({ json }: { readonly json?: true }) => {
      const { rotateKeys } = await import('./rotate-keys.js');
      const result = await rotateKeys(settingsFrom(process.env));
      await writeStdout(`${json ? JSON.stringify(result) : summaryOf(result)}\n`);
    });
};
