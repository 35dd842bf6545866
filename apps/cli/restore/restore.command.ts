import { type Command, InvalidArgumentError } from 'commander';
import { commandTime } from '../../server/engine-time.js';
import { settingsFrom } from '../../server/settings.js';
import { repeated } from '../terminal/repeated.js';
import { writeStdout } from '../terminal/stdout.js';
import type { RestoredBackup } from './restore.js';

const epochNumber = (text: string): number => {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('Use the number of an epoch.');
  return Number(text);
};

interface Options {
  readonly keys?: string;
  readonly keysSnapshot?: string;
  readonly erasures: string;
  readonly snapshot?: string;
  readonly vkey?: readonly string[];
  readonly epoch?: number;
  readonly acceptLoss?: true;
  readonly reason?: string;
  readonly json?: true;
}

const summaryOf = (into: string, restored: RestoredBackup): readonly string[] => {
  const { manifest, keys, epoch, waiting, attachments, erased, toErase, lack, missingKeys } = restored;
  const { id, createdAt, version, log } = manifest;
  return [
    `Restored into ${into}: backup ${id} of ${createdAt}, made by version ${version}.`,
    `Log: up to position ${log.position}, ${log.recordedAt ?? 'empty'}. Attachments: ${attachments}.`,
    ...(lack === null ? [] : [`Recorded a loss: in the log of the backup, ${lack}.`]),
    keys
      ? `Keys: of ${keys.id}.`
      : 'Keys: none. Set those of the log (QUOTE_KEY, WEBHOOK_KEY, MASTER_KEY, LEDGER_KEY).',
    ...(missingKeys === 0 ? [] : [`They lack ${missingKeys} keys: what these seal is answered with 503 key-missing.`]),
    `The log is in epoch ${epoch} now. Who holds a later position of epoch ${log.epoch} has read events that are gone:`,
    '  clients: drop stored positions (Ledger-Position, export cursors) and read again;',
    `  auditors: a checkpoint of epoch ${log.epoch} stays true, and proves what is missing.`,
    'These wait until you decide where they continue (--at head sends nothing again, --at <position> all after):',
    ...waiting.map((name) => `  ledgerdesk checkpoint '${name}' --at head`),
    'All of them: ledgerdesk checkpoint --all --at head',
    ...(erased > 0 ? [`Erased again: the keys of ${erased} people.`] : []),
    ...toErase.map(({ kind, id: who }) => `When the engine runs: ledgerdesk erase ${kind} '${who}' --yes`),
    'Read models are built when the engine starts.',
  ];
};

/** Adds `ledgerdesk restore`. */
export const addRestore = (program: Command): void => {
  program
    .command('restore')
    .description('restore a backup into an empty folder, as a new epoch of its log; no engine may use the folder')
    .argument('<from>', 'folder of backups')
    .argument('<into>', 'new or empty folder: the DATA_DIR of the engine that is to run on it')
    .option('--keys <folder>', 'folder with backups of the keys; those that have all others are used')
    .option('--keys-snapshot <id>', 'name of the backup of keys, if several of them have keys of their own')
    .requiredOption('--erasures <file>', 'newest list of erasures, such as erasures.jsonl in the folder of keys')
    .option('--snapshot <id>', 'name of the backup; by default the newest')
    .option('--vkey <key>', 'public key of the log that is trusted; repeat it. Default: the saved keys', repeated)
    .option('--epoch <number>', 'highest epoch that the log has had, if a later one was not saved', epochNumber)
    .option('--accept-loss', 'restore although events of the last checkpoint, or keys, are lost, and record that')
    .option('--reason <text>', 'why, for the record')
    .option('--json', 'print the result as JSON')
    .action(async (from: string, into: string, { json, reason, vkey: vkeys, ...options }: Options) => {
      const { restore } = await import('./restore.js');
      const settings = settingsFrom(process.env);
      const restored = await restore(settings, {
        ...options,
        vkeys,
        from,
        into,
        reason: reason ?? null,
        now: commandTime(settings),
      });
      await writeStdout(`${json ? JSON.stringify(restored, null, 1) : summaryOf(into, restored).join('\n')}\n`);
    });
};
