import { errorCodeOf } from '@ledgerdesk/kernel';
import { lstatSync, statSync } from 'node:fs';
import { namingFileError } from './file-access.js';

/**
 * What a path leads to. A link to nothing is `other`, and so is what is below a file.
 * @throws FileInaccessible if that cannot be looked up
 */
export const pathKind = (path: string): 'nothing' | 'folder' | 'other' => {
  try {
    const found = statSync(path, { throwIfNoEntry: false });
    if (found) return found.isDirectory() ? 'folder' : 'other';
    return lstatSync(path, { throwIfNoEntry: false }) ? 'other' : 'nothing';
  } catch (error) {
    if (/^(?:ENOTDIR|ELOOP)$/.test(errorCodeOf(error) ?? '')) return 'other';
    throw namingFileError(path, error, 'read folder');
  }
};
