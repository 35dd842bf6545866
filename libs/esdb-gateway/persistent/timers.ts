/** Time for a group. `after` gives back what takes the call back. */
export interface Timers {
  /** Milliseconds that never run backward. */
  now(): number;
  /** May call early. */
  after(ms: number, action: () => void): () => void;
}

/** Over 2^31 − 1 ms, 24.8 days, `setTimeout` fires at once. */
const LONGEST = 2_147_483_647;

/** Real time; a timer keeps no process alive. */
export const realTimers: Timers = {
  now: () => performance.now(),
  after: (ms, action) => {
    const timer = setTimeout(action, Math.min(ms, LONGEST)).unref();
    return () => clearTimeout(timer);
  },
};
