import { errorCodeOf, messageOf } from '@ledgerdesk/kernel';
import { CommitFailed, StoreFailed } from '../errors.js';

/** After these errors the state of the disk is unknown, and a later commit that succeeds may not be durable. */
const FINAL = /^SQLITE_(?:IOERR|CORRUPT|NOTADB|READONLY|CANTOPEN|PROTOCOL)/;

const describe = (cause: unknown): string => {
  const code = errorCodeOf(cause);
  return code === undefined ? messageOf(cause) : `${code}: ${messageOf(cause)}`;
};

/** Returns true if the log cannot be written until it is opened again. */
export const isFinal = (cause: unknown): boolean => FINAL.test(errorCodeOf(cause) ?? '');

/** The error of a log that cannot be written until it is opened again. */
export const storeFailed = (file: string, cause: unknown): StoreFailed =>
  new StoreFailed(
    `The log ${file} can no longer be written (${describe(cause)}). Check the disk and restart the engine.`,
    cause,
  );

/** The error of a commit that failed. */
export const failureOf = (file: string, cause: unknown): CommitFailed | StoreFailed => {
  if (cause instanceof StoreFailed) return cause;
  return isFinal(cause)
    ? storeFailed(file, cause)
    : new CommitFailed(`The commit to ${file} failed and nothing was recorded (${describe(cause)}).`, cause);
};

/** The warning about a checkpoint that failed and is tried again. */
export const checkpointWarning = (file: string, cause: unknown): string =>
  `The write-ahead log of ${file} could not be moved into the file (${describe(cause)}). Nothing is lost, and it is ` +
  'tried again after the next commits. Check the free space of the disk.';
