import { type NoteSigner, signerFromSeed } from '@ledgerdesk/ledger';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { dataFolderAt } from '../data-folder.js';
import { secretsIn } from '../secrets.js';
import type { Settings } from '../settings.js';

/** The file in the folder of keys with the seed of the log's Ed25519 key, unless `LEDGER_KEY` is set. */
export const LEDGER_KEY_FILE = 'ledger.key';

const seedIn = (base64: string): Uint8Array => new Uint8Array(Buffer.from(base64, 'base64'));

/** Ends the names under which keys sign backups. No checkpoint of a log bears one: origins end with a number. */
export const BACKUP_KEY_SUFFIX = '/backup';

/** The name under which the key of the log signs backups. */
export const backupKeyName = ({ LEDGER_NAME, TENANT }: Pick<Settings, 'LEDGER_NAME' | 'TENANT'>): string =>
  `${LEDGER_NAME}/${TENANT}${BACKUP_KEY_SUFFIX}`;

/** The keys that sign backups of a log: the one in use, and the one before while the key changes. */
export const backupSigners = (settings: Settings): readonly [NoteSigner, ...NoteSigner[]] => {
  const { DATA_DIR, LEDGER_PREVIOUS_KEY } = settings;
  const name = backupKeyName(settings);
  return [
    signerFromSeed(name, secretsIn(DATA_DIR, settings).ledgerKey()),
    ...(LEDGER_PREVIOUS_KEY === undefined ? [] : [signerFromSeed(name, seedIn(LEDGER_PREVIOUS_KEY))]),
  ];
};

/** The seed of the key of a log, which signs its backups too; undefined if there is none yet. */
export const ledgerSeed = ({
  DATA_DIR,
  LEDGER_KEY,
}: Pick<Settings, 'DATA_DIR' | 'LEDGER_KEY'>): Uint8Array | undefined => {
  if (LEDGER_KEY !== undefined) return seedIn(LEDGER_KEY);
  const file = join(dataFolderAt(DATA_DIR).keys, LEDGER_KEY_FILE);
  return existsSync(file) ? readFileSync(file) : undefined;
};

/** The seeds of the key of a log, and of the key before while it changes. Makes none. */
export const ledgerSeeds = (
  settings: Pick<Settings, 'DATA_DIR' | 'LEDGER_KEY' | 'LEDGER_PREVIOUS_KEY'>,
): readonly Uint8Array[] => {
  const { LEDGER_PREVIOUS_KEY } = settings;
  const previous = LEDGER_PREVIOUS_KEY === undefined ? undefined : seedIn(LEDGER_PREVIOUS_KEY);
  return [ledgerSeed(settings), previous].filter((seed) => seed !== undefined);
};
