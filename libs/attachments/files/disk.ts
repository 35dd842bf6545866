import { errorCodeOf } from '@ledgerdesk/kernel';
import { open } from 'node:fs/promises';

/** A `catch` handler for files that may be missing: returns undefined for ENOENT and rethrows other errors. */
export const ifMissing = (error: unknown): undefined => {
  if (errorCodeOf(error) === 'ENOENT') return undefined;
  throw error;
};

/** A `catch` handler for folders that may exist: ignores EEXIST and rethrows other errors. */
export const ifExists = (error: unknown): void => {
  if (errorCodeOf(error) !== 'EEXIST') throw error;
};

/** Syncs a folder: without that, a new file's name may not survive a power failure. */
export const syncFolder = async (folder: string): Promise<void> => {
  const handle = await open(folder);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
};
