// Puts temporary folders on a memory file system if it has room: engines wait for the disk at every commit, and tests
// commit thousands of times. The page cache survives a killed process either way, so kill -9 tests lose nothing.
import { existsSync, statfsSync } from 'node:fs';

const MEMORY = '/dev/shm';
const REQUIRED_BYTES = 1024 ** 3;

const freeBytes = (folder) => {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
};

export const useMemoryForTemporaryFolders = () => {
  if (process.env.TMPDIR === undefined && existsSync(MEMORY) && freeBytes(MEMORY) >= REQUIRED_BYTES) {
    process.env.TMPDIR = MEMORY;
  }
};
