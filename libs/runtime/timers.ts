/** Calls back once; the answer takes it back. */
export interface Timers {
  /** `ms` are milliseconds of the clock that goes with these timers. May call early, never late by design. */
  after(ms: number, callback: () => void): () => void;
}

/** Over 2^31 − 1 ms, 24.8 days, `setTimeout` fires at once. */
const LONGEST = 2_147_483_647;

/** Timers for a clock that runs `speed` (over 0) times as fast as the real one. */
export const timersAt = (speed: number): Timers => {
  if (!(speed > 0)) throw new RangeError(`A clock cannot run at ${speed} times real time: give a number over 0.`);
  return {
    after(ms, callback) {
      const timer = setTimeout(callback, Math.min(Math.max(ms, 0) / speed, LONGEST));
      return () => clearTimeout(timer);
    },
  };
};

export const realTimers: Timers = timersAt(1);
