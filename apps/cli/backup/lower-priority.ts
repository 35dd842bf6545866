import { errorCodeOf } from '@ledgerdesk/kernel';
import { readdirSync } from 'node:fs';
import { setPriority } from 'node:os';

/** Threads of this process, on Linux. */
const THREADS = '/proc/self/task';

const threads = (): readonly number[] => {
  try {
    return readdirSync(THREADS).map(Number);
  } catch {
    return [];
  }
};

/**
 * Lowers the priority of this process, so that others come first. On Linux each thread has its own: those that compress
 * and write files were started with the process, and would compete with the engine as they are.
 */
export const lowerPriority = (priority: number, set: (id: number, priority: number) => void = setPriority): void => {
  set(process.pid, priority);
  for (const thread of threads())
    try {
      set(thread, priority);
    } catch (error) {
      // It has ended meanwhile.
      if (errorCodeOf(error) !== 'ERR_SYSTEM_ERROR') throw error;
    }
};
