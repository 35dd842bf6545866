import { errorCodeOf, messageOf } from '@ledgerdesk/kernel';
import { replaceFile } from '@ledgerdesk/files';
import { accessSync, constants, type Stats, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** A file that a command writes for its user. Errors name it: those of a full disk do not. */
class OutputFailed extends Error {
  readonly code = 'output-failed';
  constructor(file: string, cause: unknown) {
    super(`Cannot write ${file}: ${messageOf(cause)}`, { cause });
  }
}

/** A file that the user should not have named. */
class InvalidOutput extends Error {
  readonly code = 'invalid-output';
}

const naming = (file: string, write: () => void): void => {
  try {
    write();
  } catch (error) {
    throw errorCodeOf(error) === undefined || error instanceof InvalidOutput ? error : new OutputFailed(file, error);
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

const statOf = (file: string): Stats | undefined => statSync(file, { throwIfNoEntry: false });

const isSameFile = (one: Stats | undefined, other: Stats | undefined): boolean =>
  one !== undefined && one.ino === other?.ino && one.dev === other.dev;

/**
 * Refuses, before a command begins its work, a file that it could not write in the end, or that is one of `inputs`,
 * also by another name.
 */
export const requireOutputFile = (file: string, inputs: readonly string[]): void => {
  if (file === '') throw new InvalidOutput('The name of the output file is empty. Name a file.');
  naming(file, () => {
    const found = statOf(file);
    if (found?.isDirectory()) throw new InvalidOutput(`${file} is a folder. Name a file in it.`);
    if (inputs.some((input) => isSameFile(found, statOf(input))))
      throw new InvalidOutput(`${file} would be replaced, but the command reads it. Name another file.`);
    accessSync(found ? file : dirname(file), constants.W_OK);
  });
};
