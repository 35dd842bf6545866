import { closeSync, existsSync, openSync } from 'node:fs';

/** Every write to this device fails as on a full disk. Only Linux has it. */
const FULL_DISK = '/dev/full';

/** An open file to which every write fails. */
export interface UnwritableOutput {
  readonly fd: number;
  /** The error of a write: a full disk on Linux; elsewhere the file is open for reading only. */
  readonly error: string;
  close(): void;
}

export const openUnwritableOutput = (): UnwritableOutput => {
  const isLinux = existsSync(FULL_DISK);
  const fd = isLinux ? openSync(FULL_DISK, 'w') : openSync(__filename, 'r');
  const error = isLinux ? 'ENOSPC: no space left on device' : 'EBADF: bad file descriptor';
  return { fd, error, close: () => closeSync(fd) };
};
