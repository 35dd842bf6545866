/** How long requests in progress and stores may take to end before the process does. */
const GRACE_MS = 5_000;

/** Writes the last line of the process to standard error, and ends it with exit code 1. */
export const exitWith = (lastLine: string): never => {
  process.stderr.write(`${lastLine}\n`);
  process.exit(1);
};

/**
 * Ends the process because of a fault that only a restart can fix: calls `close`, waits for it at most 5 s, and exits
 * with `lastLine`. What fails meanwhile is a consequence of the fault and is not reported.
 */
export const endProcess = async (lastLine: string, close: () => Promise<unknown>): Promise<never> => {
  const grace = new Promise((resolve) => setTimeout(resolve, GRACE_MS));
  await Promise.race([close().catch(() => undefined), grace]);
  return exitWith(lastLine);
};
