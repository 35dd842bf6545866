/** When a Scheduler fires a row that is due, and when it tries one again that failed. */
export interface FiringPolicy {
  /** How long after its due instant a row is fired, in ms. */
  readonly graceMs: number;
  /** How long to wait after so many failed attempts in a row (1 or more), in ms. */
  retryMs(attempts: number): number;
}

/** Doubles from `firstMs` with each failed attempt, to `longestMs` at most. */
export const backoff =
  (firstMs: number, longestMs: number) =>
  (attempts: number): number =>
    Math.min(firstMs * 2 ** (attempts - 1), longestMs);

/** For timers that someone can act ahead of: an act at exactly the due instant is in time, and may not be recorded yet. */
export const TIMER_POLICY: FiringPolicy = { graceMs: 100, retryMs: backoff(1_000, 60_000) };
