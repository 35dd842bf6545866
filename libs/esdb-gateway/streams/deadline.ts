/** The client's deadline of an append has passed. The append may or may not be recorded. */
export class DeadlineExceeded extends Error {}

/** 2^31 − 1 ms, 24.8 days: `setTimeout` fires at once for anything longer. */
const LONGEST = 2 ** 31 - 1;

/** Rejects with DeadlineExceeded unless `work` settles within `ms`. Does not start work whose deadline has passed. */
export const withDeadline = <T>(ms: number, work: () => Promise<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    if (ms <= 0) throw new DeadlineExceeded();
    const timer = setTimeout(() => reject(new DeadlineExceeded()), Math.min(ms, LONGEST));
    const settle =
      <A>(settled: (outcome: A) => void) =>
      (outcome: A): void => {
        clearTimeout(timer);
        settled(outcome);
      };
    work().then(settle(resolve), settle(reject));
  });
