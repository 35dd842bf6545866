import type { Tombstone } from '@ledgerdesk/sealing';
import { tombstonesInFile } from '@ledgerdesk/sealing/sqlite';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { dataFolderAt } from '../data-folder.js';
import type { Settings } from '../settings.js';
import { openKeyReader, type StorageConfig, storageConfigOf } from '../storage.js';

/** The file with the keys of data subjects, whether or not it exists; undefined if they are in a database. */
export const keyStoreFile = ({ rows, keys = rows }: StorageConfig): string | undefined =>
  keys.startsWith('file:') ? dataFolderAt(fileURLToPath(keys)).subjectKeys : undefined;

/** The erasures on record in the key store that the settings name. Of a file, no master key is needed. */
export const recordedErasures = async (settings: Settings): Promise<readonly Tombstone[]> => {
  const storage = storageConfigOf(settings);
  const file = keyStoreFile(storage);
  if (file !== undefined) return existsSync(file) ? tombstonesInFile(file) : [];
  const keys = await openKeyReader(storage);
  try {
    return (await keys?.tombstones()) ?? [];
  } finally {
    await keys?.close();
  }
};
