import { errorCodeOf } from '@ledgerdesk/kernel';
import { open } from 'node:fs/promises';

/** For a file that need not be there: undefined where it is not; any other fault goes on. */
export const ifMissing = (fault: unknown): undefined => {
  if (errorCodeOf(fault) === 'ENOENT') return undefined;
  throw fault;
};

/** A file's name survives a power cut only when its folder was synced, too. */
export const syncFolder = async (folder: string): Promise<void> => {
  const handle = await open(folder);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
};
