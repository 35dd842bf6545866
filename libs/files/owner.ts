import { errorCodeOf } from '@ledgerdesk/kernel';
import { closeSync, constants, fchownSync, openSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/** Root without the right to change owners keeps what it creates. */
const unlessForbidden = (change: () => void): void => {
  try {
    change();
  } catch (error) {
    if (errorCodeOf(error) !== 'EPERM') throw error;
  }
};

/**
 * Gives an open file or folder, just created by root at `path`, to the owner of the folder that contains it, as SQLite
 * does with its own files: an engine of that user could not use it otherwise. Other users own what they create.
 */
export const giveToOwnerOfFolder = (path: string, descriptor: number): void => {
  if (process.getuid?.() !== 0) return;
  const { uid, gid } = statSync(dirname(path));
  if (uid !== 0) unlessForbidden(() => fchownSync(descriptor, uid, gid));
};

/** Like `giveToOwnerOfFolder`, for a folder that is not open. Follows no link that has taken its place. */
export const giveFolderToOwner = (folder: string): void => {
  if (process.getuid?.() !== 0) return;
  const descriptor = openSync(folder, constants.O_RDONLY | constants.O_DIRECTORY | constants.O_NOFOLLOW);
  try {
    giveToOwnerOfFolder(folder, descriptor);
  } finally {
    closeSync(descriptor);
  }
};
