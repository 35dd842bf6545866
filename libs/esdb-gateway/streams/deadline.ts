/** The deadline that came with an append has passed; what becomes of the append is not known. */
export class DeadlinePassed extends Error {}

/** Over 2^31 − 1 ms, 24.8 days, `setTimeout` fires at once. */
const LONGEST = 2 ** 31 - 1;

/** What the work gives, or rejects with DeadlinePassed where it is not done in so many ms; work that is late already is not begun. */
export const within = <T>(ms: number, work: () => Promise<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    if (ms <= 0) throw new DeadlinePassed();
    const timer = setTimeout(() => reject(new DeadlinePassed()), Math.min(ms, LONGEST));
    const settle =
      <A>(settled: (outcome: A) => void) =>
      (outcome: A): void => {
        clearTimeout(timer);
        settled(outcome);
      };
    work().then(settle(resolve), settle(reject));
  });
