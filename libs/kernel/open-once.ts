/**
 * Returns a function that opens something at its first call, and returns the same afterwards. An opening that fails is
 * tried again at the next call, so that a passing fault does not last.
 *
 * @example
 * const log = openOnce(() => openLogForReading(storage));
 * await (await log()).readAll();
 */
export const openOnce = <T>(open: () => Promise<T>): (() => Promise<T>) => {
  let opened: Promise<T> | undefined;
  return () =>
    (opened ??= open().catch((error: unknown) => {
      opened = undefined;
      throw error;
    }));
};
