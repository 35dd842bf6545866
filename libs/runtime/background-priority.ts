import { readdirSync } from 'node:fs';
import { constants, setPriority } from 'node:os';
import { platform } from 'node:process';

/** Nice 10: about a tenth of a contended core, all of an idle one. */
const BACKGROUND = constants.priority.PRIORITY_BELOW_NORMAL;
const THREADS = '/proc/self/task';

/** Sets a priority where the system allows it. A sandbox may forbid it: work then goes on as before. */
const trySetting = (set: () => void): void => {
  try {
    set();
  } catch {
    return;
  }
};

/** Lowers the priority of this process with all of its threads, so that an engine on the same machine goes first. */
export const lowerProcessPriority = (): void => {
  trySetting(() => setPriority(BACKGROUND));
  if (platform !== 'linux') return;
  // Each thread has a priority of its own, and new ones that of the thread that starts them. Some have ended meanwhile.
  trySetting(() => {
    for (const thread of readdirSync(THREADS)) trySetting(() => setPriority(Number(thread), BACKGROUND));
  });
};
