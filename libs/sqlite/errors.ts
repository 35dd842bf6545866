import { FileInaccessible, namingFileError } from '@ledgerdesk/files';
import { errorCodeOf, messageOf } from '@ledgerdesk/kernel';
import { statSync } from 'node:fs';

/** The file is damaged, or not an SQLite file at all. */
export class FileDamaged extends Error {
  readonly code = 'file-damaged';
  constructor(
    readonly file: string,
    cause: unknown,
    remedy = 'Restore it from a backup.',
  ) {
    super(`${file} is damaged (${messageOf(cause)}). ${remedy}`, { cause });
  }
}

const DAMAGE = /^SQLITE_(?:NOTADB|CORRUPT)/;
const NO_ACCESS = /^(?:SQLITE_(?:READONLY|CANTOPEN|PERM|AUTH)|EACCES|EPERM|EROFS|EISDIR)/;

/** Returns true if SQLite found that the file is damaged. */
export const isDamage = (error: unknown): boolean => DAMAGE.test(errorCodeOf(error) ?? '');

/** Returns true if the process may not use the file as it tried to. */
export const isAccessError = (error: unknown): boolean => NO_ACCESS.test(errorCodeOf(error) ?? '');

/** The smallest page of a database. SQLite takes a file of fewer bytes for an empty one, and would overwrite it. */
const MIN_BYTES = 512;

/** Returns what is wrong with a file of which so little is left that SQLite would take it for an empty database. */
export const findRemnant = (file: string): string | undefined => {
  const found = statSync(file, { throwIfNoEntry: false });
  const size = found?.isFile() === true ? found.size : 0;
  return size > 0 && size < MIN_BYTES ? `only ${size} bytes of it are left` : undefined;
};

/** Names the file in an error of opening it. SQLite's own messages do not. */
export const namingFile = (file: string, error: unknown, remedy?: string): unknown => {
  if (isDamage(error)) return new FileDamaged(file, error, remedy);
  return isAccessError(error) ? new FileInaccessible(file, error) : namingFileError(file, error);
};
