/** A row that could not be fired yet. */
export interface FailedRow<T> {
  readonly row: T;
  readonly attempts: number;
  readonly message: string;
  /** When it was tried last, in ms since the epoch. */
  readonly at: number;
}

const FIRST_MS = 1_000;
const LONGEST_MS = 60_000;

/** 1 s after the first attempt, then twice as long each time, a minute at most. */
export const restMs = (attempts: number): number => Math.min(FIRST_MS * 2 ** (attempts - 1), LONGEST_MS);

export const retryTime = ({ attempts, at }: FailedRow<unknown>): number => at + restMs(attempts);

/** Whether it is time to try again. A clock that was set back does not put it off. */
export const hasRested = (failed: FailedRow<unknown>, now: number): boolean =>
  now >= retryTime(failed) || now < failed.at;
