const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/**
 * Calls `work` with a signal that is aborted when the user or the system asks the process to end. Asked twice, the
 * process ends at once.
 */
export const untilInterrupted = async <T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> => {
  const controller = new AbortController();
  const stop = (): void => {
    release();
    controller.abort(new Error('Interrupted.'));
  };
  const release = (): void => {
    for (const name of SIGNALS) process.removeListener(name, stop);
  };
  for (const name of SIGNALS) process.on(name, stop);
  try {
    return await work(controller.signal);
  } finally {
    release();
  }
};
