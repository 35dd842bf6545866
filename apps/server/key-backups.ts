import { BackupPlace, type ManifestSigner, type ManifestVerifier, rewriteKeyBackups } from '@ledgerdesk/backup';
import { namingFileError, replaceFile } from '@ledgerdesk/files';
import { errorCodeOf, messageOf } from '@ledgerdesk/kernel';
import { Type } from '@sinclair/typebox';
import { Ajv } from 'ajv';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { dataFolderAt } from './data-folder.js';

/** Name of the key store in backups of keys. */
export const SAVED_KEY_STORE = 'keys.db';

const PLACES = Type.Object({ places: Type.Array(Type.String({ minLength: 1 })) });
interface Places {
  readonly places: readonly string[];
}
const ajv = new Ajv();

/** The list of key backups is damaged, so that nobody knows from which of them to erase. */
class KeyBackupsDamaged extends Error {
  readonly code = 'key-backups-damaged';
  constructor(file: string) {
    super(`${file} is damaged. Replace it by {"places": […]} with the paths of the folders that have backups of keys.`);
  }
}

/**
 * The folders that have backups of the keys of an engine, in `key-backups.json` of its data folder. `ledgerdesk backup`
 * adds those that it writes.
 * @throws KeyBackupsDamaged
 */
export const registeredKeyBackups = (dataDir: string): readonly string[] => {
  const file = dataFolderAt(dataDir).keyBackups;
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if (errorCodeOf(error) === 'ENOENT') return [];
    throw namingFileError(file, error, 'read');
  }
  try {
    const content: unknown = JSON.parse(text);
    if (ajv.validate<Places>(PLACES, content)) return content.places;
  } catch {
    // Reported below.
  }
  throw new KeyBackupsDamaged(file);
};

/** Registers a folder of backups of keys, so that erasures reach it. Idempotent. */
export const registerKeyBackup = (dataDir: string, place: string): void => {
  const places = registeredKeyBackups(dataDir);
  const path = resolve(place);
  if (places.includes(path)) return;
  replaceFile(dataFolderAt(dataDir).keyBackups, `${JSON.stringify({ places: [...places, path] }, null, 1)}\n`);
};

/** How an erasure went in one folder of backups of keys. */
export interface KeyBackupErasure {
  readonly place: string;
  /** Names of the backups that were rewritten. */
  readonly rewritten: readonly string[];
  /** Why the folder was not reached, or not all of its backups: try again later. Null: all were. */
  readonly failure: string | null;
}

/** What an erasure needs to rewrite backups of keys. */
export interface KeyBackupAccess {
  readonly dataDir: string;
  readonly signer: ManifestSigner;
  readonly verifier: ManifestVerifier;
  /** Erases from a copy of a key store. Returns false if it has nothing to erase. */
  readonly erase: (keyStoreFile: string) => Promise<boolean>;
}

/**
 * Erases from the backups of keys in all registered folders: each copy of the key store is rewritten, and what it was
 * is overwritten. A folder that is not reached, such as that of a disk which is not connected, is reported; the next
 * `ledgerdesk backup` to it erases there. Idempotent.
 */
export const eraseFromKeyBackups = async (access: KeyBackupAccess): Promise<readonly KeyBackupErasure[]> => {
  const erasures: KeyBackupErasure[] = [];
  for (const place of registeredKeyBackups(access.dataDir)) erasures.push(await eraseFrom(place, access));
  return erasures;
};

const eraseFrom = async (
  path: string,
  { signer, verifier, erase }: Omit<KeyBackupAccess, 'dataDir'>,
): Promise<KeyBackupErasure> => {
  try {
    const place = BackupPlace.openToRewriteKeys(path);
    try {
      const rewrite = { name: SAVED_KEY_STORE, signer, verifier, change: erase };
      return { place: path, rewritten: await rewriteKeyBackups(place, rewrite), failure: null };
    } finally {
      place.close();
    }
  } catch (error) {
    return { place: path, rewritten: [], failure: messageOf(error) };
  }
};
