import { readdirSync } from 'node:fs';
import { constants, setPriority } from 'node:os';
import { platform } from 'node:process';

/** Nice 10: about a tenth of a contended core, all of an idle one. For work that nobody waits for. */
const BACKGROUND = constants.priority.PRIORITY_BELOW_NORMAL;
/** Nice 5: about a third of a contended core, so that someone who waits has an answer within the time limit. */
export const AWAITED = 5;
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
export const lowerProcessPriority = (nice = BACKGROUND): void => {
  trySetting(() => setPriority(nice));
  if (platform !== 'linux') return;
  // Each thread has a priority of its own, and new ones that of the thread that starts them. Some have ended meanwhile.
  trySetting(() => {
    for (const thread of readdirSync(THREADS)) trySetting(() => setPriority(Number(thread), nice));
  });
};
