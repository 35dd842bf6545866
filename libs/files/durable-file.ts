import { errorCodeOf } from '@ledgerdesk/kernel';
import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, linkSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { namingFileError } from './file-access.js';
import { PRIVATE_FILE } from './modes.js';
import { giveToOwnerOfFolder } from './owner.js';

/**
 * Creates a private file with its whole content, unless the file exists: after a power failure it is complete or
 * missing, never empty. Safe if several processes create it at once.
 * @throws DiskFault
 * @throws FileInaccessible
 */
export const createFile = (file: string, content: () => string | Uint8Array): void => {
  if (existsSync(file)) return;
  try {
    const draft = writeDraft(file, content());
    try {
      linkSync(draft, file);
    } catch (error) {
      if (errorCodeOf(error) !== 'EEXIST') throw error;
    } finally {
      rmSync(draft, { force: true });
    }
    syncFolder(dirname(file));
  } catch (error) {
    throw namingFileError(file, error);
  }
};

/**
 * Replaces a file, or creates it, private unless another `mode` is given: after a power failure it has its old or its
 * new content, both complete.
 * @throws DiskFault
 * @throws FileInaccessible
 */
export const replaceFile = (file: string, content: string | Uint8Array, mode = PRIVATE_FILE): void => {
  try {
    const draft = writeDraft(file, content, mode);
    try {
      renameSync(draft, file);
    } catch (error) {
      rmSync(draft, { force: true });
      throw error;
    }
    syncFolder(dirname(file));
  } catch (error) {
    throw namingFileError(file, error);
  }
};

/** Syncs a folder: without that, the name of a new file may not survive a power failure. */
export const syncFolder = (folder: string): void => withFile(openSync(folder, 'r'), fsyncSync);

/** Writes and syncs a temporary file next to `file`, and returns its path. Leaves nothing if that fails. */
const writeDraft = (file: string, content: string | Uint8Array, mode = PRIVATE_FILE): string => {
  const draft = `${file}.${randomBytes(6).toString('hex')}.new`;
  try {
    withFile(openSync(draft, 'wx', mode), (descriptor) => {
      // Others are written for the user of a command.
      if (mode === PRIVATE_FILE) giveToOwnerOfFolder(file, descriptor);
      writeFileSync(descriptor, content);
      fsyncSync(descriptor);
    });
    return draft;
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
};

const withFile = (descriptor: number, use: (descriptor: number) => void): void => {
  try {
    use(descriptor);
  } finally {
    closeSync(descriptor);
  }
};
