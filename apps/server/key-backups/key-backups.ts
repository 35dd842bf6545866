import { BackupPlace, rewriteKeyBackups } from '@ledgerdesk/backup';
import { namingFileError, replaceFile } from '@ledgerdesk/files';
import { errorCodeOf, messageOf } from '@ledgerdesk/kernel';
import { formatErasureList, mergedErasures, parseErasureList, subjectLabel, type Tombstone } from '@ledgerdesk/sealing';
import { eraseInFile, tombstonesInFile } from '@ledgerdesk/sealing/sqlite';
import { Type } from '@sinclair/typebox';
import { Ajv } from 'ajv';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { dataFolderAt } from '../data-folder.js';
import type { ManifestKeys } from './manifest-keys.js';

/** Name of the key store in a data folder and in backups of keys. */
export const KEY_STORE_FILE = 'keys.db';
/** Name of the list of erasures in a folder of backups of keys. */
export const ERASURE_LIST_FILE = 'erasures.jsonl';

const PLACES = Type.Object({ places: Type.Array(Type.String({ minLength: 1 })) });
interface Places {
  readonly places: readonly string[];
}
const ajv = new Ajv({ meta: false, validateSchema: false });

/** The list of key backups is damaged, so that nobody knows from which of them to erase. */
class KeyBackupsDamaged extends Error {
  readonly code = 'key-backups-damaged';
  constructor(file: string) {
    super(`${file} is damaged. Replace it by {"places": […]} with the paths of the folders that have backups of keys.`);
  }
}

/** The text of a file; undefined if it is missing. */
const textIn = (file: string): string | undefined => {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (errorCodeOf(error) === 'ENOENT') return undefined;
    throw namingFileError(file, error, 'read');
  }
};

/**
 * The folders that have backups of the keys of an engine, in `key-backups.json` of its data folder. `ledgerdesk backup`
 * adds those that it writes.
 * @throws KeyBackupsDamaged
 */
export const registeredKeyBackups = (dataDir: string): readonly string[] => {
  const file = dataFolderAt(dataDir).keyBackups;
  const text = textIn(file);
  if (text === undefined) return [];
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

/** The erasures that a folder of backups of keys lists. */
export const erasuresListedIn = (place: BackupPlace): readonly Tombstone[] =>
  parseErasureList(textIn(place.at(ERASURE_LIST_FILE)) ?? '');

/**
 * Erases from every backup of keys in a folder, and adds the erasures to its list. Returns the names of those that were
 * rewritten: each as a whole, with what it was before overwritten. Idempotent.
 */
export const eraseFromKeyPlace = async (
  place: BackupPlace,
  tombstones: readonly Tombstone[],
  keys: ManifestKeys,
): Promise<readonly string[]> => {
  const erasures = mergedErasures(erasuresListedIn(place), tombstones);
  replaceFile(place.at(ERASURE_LIST_FILE), formatErasureList(erasures));
  const isDue = (file: string): boolean => {
    const erased = new Set(tombstonesInFile(file).map(({ subject }) => subjectLabel(subject)));
    return erasures.some(({ subject }) => !erased.has(subjectLabel(subject)));
  };
  const change = async (copy: string): Promise<boolean> => (await eraseInFile(copy, erasures)) > 0;
  return rewriteKeyBackups(place, { name: KEY_STORE_FILE, ...keys, isDue, change });
};

/** How an erasure went in one folder of backups of keys. */
export interface KeyBackupErasure {
  readonly place: string;
  /** Names of the backups that were rewritten. */
  readonly rewritten: readonly string[];
  /** Why the folder was not reached, or not all of its backups: try again later. Null: all were. */
  readonly failure: string | null;
}

/**
 * Erases from the backups of keys in all folders that a data folder registers. A folder that is not reached, such as
 * that of a disk which is not connected, is reported; the next `ledgerdesk backup` to it erases there. Idempotent.
 */
export const eraseFromKeyBackups = async (
  dataDir: string,
  tombstones: readonly Tombstone[],
  keys: ManifestKeys,
): Promise<readonly KeyBackupErasure[]> => {
  const erasures: KeyBackupErasure[] = [];
  for (const place of registeredKeyBackups(dataDir)) erasures.push(await eraseFrom(place, tombstones, keys));
  return erasures;
};

const eraseFrom = async (
  path: string,
  tombstones: readonly Tombstone[],
  keys: ManifestKeys,
): Promise<KeyBackupErasure> => {
  try {
    const place = BackupPlace.openToRewriteKeys(path);
    try {
      return { place: path, rewritten: await eraseFromKeyPlace(place, tombstones, keys), failure: null };
    } finally {
      place.close();
    }
  } catch (error) {
    return { place: path, rewritten: [], failure: messageOf(error) };
  }
};
