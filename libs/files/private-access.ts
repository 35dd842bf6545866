import { errorCodeOf } from '@ledgerdesk/kernel';
import { chmodSync, existsSync, lstatSync, mkdirSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { syncFolder } from './durable-file.js';
import { namingFileError } from './file-access.js';
import { PRIVATE_FILE, PRIVATE_FOLDER } from './modes.js';
import { giveFolderToOwner } from './owner.js';

/** Access of the group and of others. */
const OTHERS = 0o077;
/** Marks a folder that all users share, such as /tmp. */
const STICKY = 0o1000;

/** Something else has the name of a folder that is needed. */
class FolderBlocked extends Error {
  readonly code = 'folder-blocked';
  constructor(folder: string) {
    super(`${folder} is not a folder. Restore the folder from a backup, or move away what is there, and start again.`);
  }
}

/**
 * Creates a folder that only its owner can access, and missing parents, durably. Keeps one that exists.
 * @throws DiskFault if the disk fails or is full
 * @throws FileInaccessible if the process may not create it
 * @throws FolderBlocked if the path is no folder
 */
export const createPrivateFolder = (path: string): void => {
  const folder = resolve(path);
  if (existsSync(folder) && statSync(folder).isDirectory()) return;
  const parent = dirname(folder);
  if (parent !== folder) createPrivateFolder(parent);
  try {
    createFolder(folder);
    syncFolder(parent);
  } catch (error) {
    throw namingFileError(folder, error, 'write folder');
  }
};

/** Unlike the `recursive` option of `mkdir`, fails with the true error of a disk that fails or is full. */
const createFolder = (folder: string): void => {
  try {
    mkdirSync(folder, { mode: PRIVATE_FOLDER });
    giveFolderToOwner(folder);
  } catch (error) {
    if (errorCodeOf(error) !== 'EEXIST') throw error;
    // Another process may have created it meanwhile.
    // A link to nothing is there, and leads nowhere.
    if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) throw new FolderBlocked(folder);
  }
};

/**
 * Removes the access of the group and of others from files and folders that exist. Changes no symbolic link, and no
 * folder that all users share. Returns the paths that others can still access, because they are shared or belong to
 * another user.
 */
export const restrictToOwner = (paths: readonly string[]): readonly string[] =>
  paths.filter((path) => !isRestricted(path));

const isRestricted = (path: string): boolean => {
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (!found || found.isSymbolicLink() || (found.mode & OTHERS) === 0) return true;
  if ((found.mode & STICKY) !== 0) return false;
  return changeMode(path, found.isDirectory() ? PRIVATE_FOLDER : PRIVATE_FILE);
};

/** Returns false if the path belongs to another user or to a read-only file system. */
const changeMode = (path: string, mode: number): boolean => {
  try {
    chmodSync(path, mode);
    return true;
  } catch (error) {
    const code = errorCodeOf(error);
    // SQLite may have deleted a write-ahead log meanwhile.
    if (code === 'ENOENT') return true;
    if (code === 'EPERM' || code === 'EROFS') return false;
    throw error;
  }
};
