import { type Command, InvalidArgumentError } from 'commander';
import { commandTime } from '../../server/engine-time.js';
import { settingsFrom } from '../../server/settings.js';
import { repeated } from '../terminal/repeated.js';
import { writeStdout } from '../terminal/stdout.js';
import type { BackupResult } from './backup.js';
import type { ListedBackup } from './list-backups.js';
import type { VerifiedPlace } from './verify-backups.js';

/** MiB a second: leaves most disks to the engine. */
const DEFAULT_RATE = '32';

const count = (text: string): number => {
  if (!/^[1-9]\d{0,5}$/.test(text)) throw new InvalidArgumentError('Use a whole number from 1 to 999999.');
  return Number(text);
};

const rate = (text: string): number => {
  if (!/^\d{1,5}$/.test(text)) throw new InvalidArgumentError('Use a whole number of MiB a second; 0 for no limit.');
  return Number(text);
};

interface Options {
  readonly keys?: string;
  readonly keep?: number;
  readonly rate: number;
  readonly json?: true;
}

const mib = (bytes: number): string => `${(bytes / 1024 / 1024).toFixed(1)} MiB`;

const NO_KEYS =
  'Keys were not saved: name a folder apart from the backup with --keys. Without keys, nobody can read sealed texts.';

/** They may have been deleted by policy or by an erasure: the log keeps the reference. */
const missingIn = (hashes: readonly string[]): readonly string[] =>
  hashes.length === 0
    ? []
    : [`Not stored, and so not in the backup: ${hashes.length} attachments of the log, such as ${hashes[0]}.`];

const summaryOf = (result: BackupResult): readonly string[] => {
  const { id, manifest, addedEvents, addedAttachments, addedBytes, hasKeys, deleted, warnings } = result;
  return [
    `Backup ${id} is whole and verified: log up to position ${manifest.log.position}, epoch ${manifest.log.epoch}.`,
    `Added: ${addedEvents} events, ${addedAttachments} attachments, ${mib(addedBytes)} in all.`,
    ...manifest.leftOut.map((what) => `Not in the backup: ${what}`),
    ...missingIn(manifest.attachments?.missing ?? []),
    ...(hasKeys ? [] : [NO_KEYS]),
    ...deleted.map((old) => `Deleted: backup ${old}`),
    ...warnings.map((warning) => `Warning: ${warning}`),
  ];
};

const take = async (to: string, options: Options): Promise<void> => {
  const [{ backup }, { paceOf }, { lowerProcessPriority }] = [
    await import('./backup.js'),
    await import('./pace.js'),
    await import('@ledgerdesk/runtime'),
  ];
  lowerProcessPriority();
  const settings = settingsFrom(process.env);
  const { keys, keep, json } = options;
  const now = commandTime(settings);
  const result = await backup(settings, { to, keys, keep, now, pause: paceOf(options.rate) });
  const { log, ...manifest } = result.manifest;
  const { segments: _, ...end } = log;
  const printed = { ...result, manifest: { ...manifest, log: end } };
  await writeStdout(`${json ? JSON.stringify(printed, null, 1) : summaryOf(result).join('\n')}\n`);
  if (result.warnings.length > 0) process.exitCode = 1;
};

const lineOf = ({ id, createdAt, position, epoch, bytes, problem }: ListedBackup): string =>
  problem === null
    ? `${id}: made ${createdAt}, log up to position ${position} (epoch ${epoch}), ${mib(bytes ?? 0)}`
    : `${id}: DAMAGED: ${problem}`;

/** Exit codes of `backup verify`, as those of `doctor`. */
const DAMAGED = 1;
const UNKNOWN = 2;

const NOT_SIGNED =
  'Nobody knows who wrote these backups: name the public key of the log by --vkey, or its saved key by --keys.';

const reportOf = ({ backups, keyProblems, vkey, formerVkeys }: VerifiedPlace): readonly string[] => [
  ...backups.flatMap(({ id, problems }) =>
    problems.length === 0 ? [`ok      ${id}`] : problems.map((problem) => `DAMAGED ${id}: ${problem}`),
  ),
  ...keyProblems.map((problem) => `DAMAGED keys: ${problem}`),
  vkey === null ? NOT_SIGNED : `Signed by ${vkey}`,
  ...formerVkeys.map((former) => `Signed before the key changed by ${former}`),
];

const exitCodeOf = ({ backups, keyProblems, vkey }: VerifiedPlace): number => {
  if (keyProblems.length > 0 || backups.some(({ problems }) => problems.length > 0)) return DAMAGED;
  return vkey === null ? UNKNOWN : 0;
};

const VKEY =
  'public key of the log that is trusted, with those that it follows; repeat it for several. Default: the saved keys';

interface VerifyOptions {
  readonly keys?: string;
  readonly snapshot?: string;
  readonly vkey?: readonly string[];
  readonly json?: true;
}

const addList = (backup: Command): void => {
  backup
    .command('list')
    .description('list the whole backups of a folder, oldest first')
    .argument('<place>', 'folder of backups')
    .option('--json', 'print the list as JSON')
    .action(async (place: string, { json }: { readonly json?: true }) => {
      const { listBackups } = await import('./list-backups.js');
      const backups = listBackups(place);
      await writeStdout(`${json ? JSON.stringify(backups, null, 1) : backups.map(lineOf).join('\n')}\n`);
    });
};

const addVerify = (backup: Command): void => {
  backup
    .command('verify')
    .description('read backups in whole, and compare them with their signed manifests')
    .argument('<place>', 'folder of backups')
    .option('--keys <folder>', 'folder with backups of the keys: verified too')
    .option('--snapshot <id>', 'only the backup of this name')
    .option('--vkey <key>', VKEY, repeated)
    .option('--json', 'print the result as JSON')
    .action(async (place: string, { json, vkey: vkeys, ...options }: VerifyOptions) => {
      const { verifyBackups } = await import('./verify-backups.js');
      const result = await verifyBackups(settingsFrom(process.env), { place, vkeys, ...options });
      await writeStdout(`${json ? JSON.stringify(result, null, 1) : reportOf(result).join('\n')}\n`);
      process.exitCode = exitCodeOf(result);
    });
};

/** Adds `ledgerdesk backup`, with `list` and `verify`. The exit code is 1 if something could not be saved. */
export const addBackup = (program: Command): void => {
  const backup = program
    .command('backup')
    .description('save the log, its checkpoints and attachments to a folder; the engine may be running')
    .argument('<to>', 'new folder, or one with earlier backups: then only what is new is copied')
    .option('--keys <folder>', 'another folder, apart, for the keys that open the backup')
    .option('--keep <count>', 'delete the oldest backups beyond this number', count)
    .option('--rate <MiB>', 'MiB a second that are read at most; 0: no limit', rate, rate(DEFAULT_RATE))
    .option('--json', 'print the result as JSON')
    .action(take);
  addList(backup);
  addVerify(backup);
};
