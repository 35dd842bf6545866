import { errorCodeOf } from '@ledgerdesk/kernel';
import { chmodSync, lstatSync, mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { syncFolder } from './durable-file.js';
import { PRIVATE_FILE, PRIVATE_FOLDER } from './modes.js';

/** Access of the group and of others. */
const OTHERS = 0o077;
/** Marks a folder that all users share, such as /tmp. */
const STICKY = 0o1000;

/** Creates a folder that only its owner can access, and missing parents, durably. Keeps one that exists. */
export const createPrivateFolder = (path: string): void => {
  const folder = resolve(path);
  const first = mkdirSync(folder, { recursive: true, mode: PRIVATE_FOLDER });
  if (first === undefined) return;
  const outermost = dirname(resolve(first));
  for (let parent = dirname(folder); ; parent = dirname(parent)) {
    syncFolder(parent);
    if (parent === outermost || parent === dirname(parent)) return;
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
