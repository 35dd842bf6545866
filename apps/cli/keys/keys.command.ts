import type { Command } from 'commander';
import { commandTime } from '../../server/engine-time.js';
import { settingsFrom } from '../../server/settings.js';
import { writeStdout } from '../terminal/stdout.js';
import type { AcceptedKeys } from './accept-keys.js';
import type { RotationResult } from './rotate-keys.js';

const summaryOf = ({ rewrapped, masterKeyId, file }: RotationResult): string =>
  [
    `${rewrapped} keys were wrapped again. All keys are wrapped by the master key ${masterKeyId}.`,
    file === undefined
      ? 'Remove the earlier master keys from MASTER_KEY or MASTER_KEY_FILE, and restart the engines.'
      : `The key is in ${file}. Keep a copy of it apart from the backups of the data folder.`,
    'Keys in earlier backups are still wrapped by the earlier master key: destroy it when you no longer need them.',
  ].join('\n');

const NEW_REQUEST_KEY =
  'The secret that hashes requests was damaged. A new one was made: repeats of earlier requests that changed nothing ' +
  'are refused.';

const acceptanceOf = ({ keyStoreId, previousId, isNew, missingKeys, isRequestKeyNew }: AcceptedKeys): string =>
  [
    isNew
      ? `The log names the key store ${keyStoreId} now, in place of ${previousId ?? 'none'}.`
      : `The log names the key store ${keyStoreId} already.`,
    missingKeys === 0
      ? 'It has every key that seals events of the log.'
      : `It lacks ${missingKeys} keys: what they seal is answered with 503 key-missing, until they are restored or ` +
        'their subjects erased.',
    ...(isRequestKeyNew ? [NEW_REQUEST_KEY] : []),
  ].join('\n');

interface AcceptOptions {
  readonly reason?: string | null;
  readonly acceptLoss?: boolean;
  readonly json?: true;
}

const addAccept = (keys: Command): void => {
  keys
    .command('accept')
    .description('make the log name this key store in place of another one, and mend its secret; stop the engine first')
    .option('--accept-loss', 'accept that it lacks keys, and that what they seal cannot be read any more')
    .option('--reason <text>', 'why, for the record')
    .option('--json', 'print the result as JSON')
    .action(async ({ json, reason = null, acceptLoss = false }: AcceptOptions) => {
      const { acceptKeys } = await import('./accept-keys.js');
      const settings = settingsFrom(process.env);
      const accepted = await acceptKeys(settings, { reason, acceptLoss, now: commandTime(settings) });
      await writeStdout(`${json ? JSON.stringify(accepted) : acceptanceOf(accepted)}\n`);
    });
};

/** Adds `ledgerdesk keys`: `rotate` replaces the master key, `accept` the key store that the log names. */
export const addKeys = (program: Command): void => {
  const keys = program.command('keys').description('manage the keys of personal data');
  addAccept(keys);
  keys
    .command('rotate')
    .description('wrap every key with the current master key; the log is not touched, and engines may run')
    .option('--json', 'print the result as JSON')
    .action(async ({ json }: { readonly json?: true }) => {
      const { rotateKeys } = await import('./rotate-keys.js');
      const result = await rotateKeys(settingsFrom(process.env));
      await writeStdout(`${json ? JSON.stringify(result) : summaryOf(result)}\n`);
    });
};
