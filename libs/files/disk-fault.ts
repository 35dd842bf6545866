import { errorCodeOf, messageOf } from '@ledgerdesk/kernel';

/** The disk failed or is full. Has the code of its cause, such as EIO or SQLITE_FULL. */
export class DiskFault extends Error {
  readonly code: string;
  constructor(
    readonly file: string,
    cause: unknown,
  ) {
    super(
      `${file} cannot be read or written (${messageOf(cause)}). Check the disk and its free space, and start again.`,
      { cause },
    );
    this.code = errorCodeOf(cause) ?? '';
  }
}

/** `EFBIG`: a limit on the size of files. */
const FAULT = /^(?:EIO|ENOSPC|EDQUOT|EFBIG|SQLITE_FULL|SQLITE_IOERR\w*)$/;

/**
 * Names the file in an error of a disk that fails or is full, because the messages of SQLite and the operating system
 * may not. Returns other errors as they are.
 */
export const namingDiskFault = (file: string, error: unknown): unknown =>
  FAULT.test(errorCodeOf(error) ?? '') && !(error instanceof DiskFault) ? new DiskFault(file, error) : error;
