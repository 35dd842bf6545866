import { dataFolderAt } from '../data-folder.js';
import type { Settings } from '../settings.js';

/** Where the keys of data subjects are, for messages: a file, or the setting that names the database. No password. */
export const keyStorePlace = ({
  DATA_DIR,
  DATABASE_URL,
  KEYS_URL,
}: Pick<Settings, 'DATA_DIR' | 'DATABASE_URL' | 'KEYS_URL'>): string => {
  if (KEYS_URL !== undefined) return 'the database at KEYS_URL';
  return DATABASE_URL === undefined ? dataFolderAt(DATA_DIR).subjectKeys : 'the database at DATABASE_URL';
};
