import { errorCodeOf, messageOf } from '@ledgerdesk/kernel';
import { replaceFile } from '@ledgerdesk/files';
import { statSync, writeFileSync } from 'node:fs';

/** A file that a command writes for its user. Errors name it: those of a full disk do not. */
class OutputFailed extends Error {
  readonly code = 'output-failed';
  constructor(file: string, cause: unknown) {
    super(`Cannot write ${file}: ${messageOf(cause)}`, { cause });
  }
}

const naming = (file: string, write: () => void): void => {
  try {
    write();
  } catch (error) {
    throw errorCodeOf(error) === undefined ? error : new OutputFailed(file, error);
  }
};

/** As the umask allows: the user of the command decides who else may read its files. */
const UMASK_DECIDES = 0o666;

/** Writes a file, or to a device or pipe. */
export const writeOutputFile = (file: string, text: string): void => naming(file, () => writeFileSync(file, text));

/** Devices and pipes are written to, not replaced. */
const isReplaceable = (file: string): boolean => statSync(file, { throwIfNoEntry: false })?.isFile() ?? true;

/** Replaces a file, as a whole or not at all, or writes to a device or pipe. */
export const replaceOutputFile = (file: string, text: string): void =>
  naming(file, () => {
    if (isReplaceable(file)) replaceFile(file, text, UMASK_DECIDES);
    else writeFileSync(file, text);
  });
