import type { Timers } from '@ledgerdesk/kernel';

/** 2^31 − 1 ms, 24.8 days: `setTimeout` fires at once for anything longer. */
const LONGEST = 2_147_483_647;

/** Timers of a clock that runs `speed` times as fast as the real one. Throws RangeError unless `speed` is over 0. */
export const timersAt = (speed: number): Timers => {
  if (!(speed > 0)) throw new RangeError(`A clock cannot run at ${speed} times real time: give a number over 0.`);
  return {
    elapsed: () => performance.now() * speed,
    after(ms, callback) {
      const timer = setTimeout(callback, Math.min(Math.max(ms, 0) / speed, LONGEST));
      return () => clearTimeout(timer);
    },
  };
};

export const realTimers: Timers = timersAt(1);
