import { errorCodeOf, messageOf } from '@ledgerdesk/kernel';
import { accessSync, constants } from 'node:fs';
import { dirname } from 'node:path';
import { namingDiskFault } from './disk-fault.js';

/** The path is no file, the process may not use it or its folder, or the file system is read-only. */
export class FileInaccessible extends Error {
  readonly code = 'file-inaccessible';
  constructor(
    readonly file: string,
    cause: unknown,
    remedy = `Check that it is a file, and that the user of this process may write it and its folder ${dirname(file)}.`,
  ) {
    super(`${file} cannot be opened (${messageOf(cause)}). ${remedy}`, { cause });
  }
}

const NO_ACCESS = /^(?:EACCES|EPERM|EROFS)$/;

/** What this process must be able to do with a path. A folder is also entered. */
export type Access = 'read' | 'write' | 'read folder' | 'write folder';

const { R_OK, W_OK, X_OK } = constants;
const MODES: Readonly<Record<Access, number>> = {
  read: R_OK,
  write: R_OK | W_OK,
  'read folder': R_OK | X_OK,
  'write folder': R_OK | W_OK | X_OK,
};

const remedyOf = (access: Access, path: string): string =>
  `Let the user of this process ${access.replace(' folder', '')} it and enter its folder ${dirname(path)}` +
  (access.startsWith('write') ? ': it should be the owner of both.' : '.');

/**
 * Names the path in an error of the operating system: a disk that fails or is full, or missing `access`. Returns other
 * errors as they are.
 */
export const namingFileError = (path: string, error: unknown, access: Access = 'write'): unknown =>
  NO_ACCESS.test(errorCodeOf(error) ?? '')
    ? new FileInaccessible(path, error, remedyOf(access, path))
    : namingDiskFault(path, error);

/**
 * Checks the access of this process to a path, if it exists.
 * @throws FileInaccessible if the process lacks it
 */
export const requireAccess = (path: string, access: Access): void => {
  try {
    accessSync(path, MODES[access]);
  } catch (error) {
    if (errorCodeOf(error) !== 'ENOENT') throw namingFileError(path, error, access);
  }
};
