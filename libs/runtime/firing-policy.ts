/** When a Scheduler fires a due row, and when it retries one that failed. */
export interface FiringPolicy {
  /** Delay from a row's due instant to its firing, in ms. */
  readonly graceMs: number;
  /** Returns the delay in ms after the given number of consecutive failures (1 or more). */
  retryMs(attempts: number): number;
}

/** Exponential backoff: `firstMs` after the first failure, doubled after each subsequent one, at most `longestMs`. */
export const backoff =
  (firstMs: number, longestMs: number) =>
  (attempts: number): number =>
    Math.min(firstMs * 2 ** (attempts - 1), longestMs);

/**
 * The policy of the engine's timers: fired 100 ms after the due instant, retried after 1 s to 60 s. An action at
 * exactly the due instant is in time, and the delay leaves time to record it.
 */
export const TIMER_POLICY: FiringPolicy = { graceMs: 100, retryMs: backoff(1_000, 60_000) };
