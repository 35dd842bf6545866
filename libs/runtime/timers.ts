import type { Timers } from '@ledgerdesk/kernel';
import { Observable } from 'rxjs';

/** 2^31 − 1 ms, 24.8 days: `setTimeout` fires at once for any longer delay. */
const LONGEST = 2_147_483_647;

/** Timers of a clock that runs `speed` times as fast as real time. Throws RangeError for a speed of 0 or less. */
export const timersAt = (speed: number): Timers => {
  if (!(speed > 0)) throw new RangeError(`Clock speed ${speed} is invalid. Use a number greater than 0.`);
  return {
    elapsed: () => performance.now() * speed,
    after(ms, callback) {
      const timer = setTimeout(callback, Math.min(Math.max(ms, 0) / speed, LONGEST));
      return () => clearTimeout(timer);
    },
  };
};

export const realTimers: Timers = timersAt(1);

/** Emits once, after `ms`. Never completes. */
export const delay = (timers: Timers, ms: number): Observable<void> =>
  new Observable((subscriber) => timers.after(ms, () => subscriber.next()));
