import type { Tombstone } from '@ledgerdesk/sealing';
import { fileURLToPath } from 'node:url';
import { dataFolderAt } from '../data-folder.js';
import type { Settings } from '../settings.js';
import { readTombstones, type StorageConfig, storageConfigOf } from '../storage.js';

/** The file with the keys of data subjects, whether or not it exists; undefined if they are in a database. */
export const keyStoreFile = ({ rows, keys = rows }: StorageConfig): string | undefined =>
  keys.startsWith('file:') ? dataFolderAt(fileURLToPath(keys)).subjectKeys : undefined;

/** The erasures on record in the key store that the settings name. No master key is needed. None without a store. */
export const recordedErasures = async (settings: Settings): Promise<readonly Tombstone[]> =>
  (await readTombstones(storageConfigOf(settings))) ?? [];
