import { createFile, createPrivateFolder } from '@ledgerdesk/files';
import { type NoteSigner, signerFromSeed } from '@ledgerdesk/ledger';
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { dataFolderAt } from './data-folder.js';
import type { Settings } from './settings.js';

/** The file in the folder of keys with the seed of the log's Ed25519 key. */
export const LEDGER_KEY_FILE = 'ledger.key';
const SEED_BYTES = 32;

const fileIn = (dataDir: string): string => join(dataFolderAt(dataDir).keys, LEDGER_KEY_FILE);

/** The key that signs backups of a log, under a name of its own: no checkpoint of the log bears it. */
export const backupSigner = ({ DATA_DIR, TENANT }: Pick<Settings, 'DATA_DIR' | 'TENANT'>): NoteSigner => {
  createPrivateFolder(dataFolderAt(DATA_DIR).keys);
  createFile(fileIn(DATA_DIR), () => randomBytes(SEED_BYTES));
  return signerFromSeed(`ledgerdesk/${TENANT}/backup`, readFileSync(fileIn(DATA_DIR)));
};

/** The seed that signs backups of a log; undefined if it was not made yet. */
export const backupSeed = ({ DATA_DIR }: Pick<Settings, 'DATA_DIR'>): Uint8Array | undefined =>
  existsSync(fileIn(DATA_DIR)) ? readFileSync(fileIn(DATA_DIR)) : undefined;
