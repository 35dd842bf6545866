import { StoreFailed } from '@ledgerdesk/event-store';
import { within } from './within.js';

/** The log cannot be reached, and what is known is too old or missing. Retry. */
export class LogUnreachable extends Error {
  readonly code = 'log-unreachable';
  constructor(what: string) {
    super(`The log cannot be reached, and ${what} is not known well enough to go on without it.`);
  }
}

/** How long a reader waits for a log if it cannot go on without, in ms. */
export const LONG_PATIENCE_MS = 5_000;
/** Time for which readers do not ask a log again that has not answered one of them, in ms. */
const PAUSE_MS = 1_000;

/** Limits how long readers wait for a log that cannot be reached: less long than commands do. */
export class LogPatience {
  #askAgainAt = -Infinity;

  /** `elapsed` is monotonic time in ms. */
  constructor(private readonly elapsed: () => number = () => performance.now()) {}

  /**
   * Returns undefined if the log cannot be reached or does not answer within `ms`; then no reader asks it for a second.
   */
  async ask<T>(read: () => Promise<T>, ms = LONG_PATIENCE_MS): Promise<T | undefined> {
    if (this.elapsed() < this.#askAgainAt) return undefined;
    const answer = await within(ms, read().catch(undefinedIfUnreachable));
    if (answer === undefined) this.#askAgainAt = this.elapsed() + PAUSE_MS;
    return answer;
  }
}

const undefinedIfUnreachable = (error: unknown): undefined => {
  if (error instanceof StoreFailed) return undefined;
  throw error;
};
