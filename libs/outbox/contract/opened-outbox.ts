import type { Outbox } from '../port.js';

/** The outbox of the test that runs now. */
export interface OpenedOutbox {
  readonly current: () => Outbox;
  /** Closes the outbox and opens it again. */
  readonly reopen: () => Promise<void>;
}

/** An instant at a minute of the tests' hour. */
export const T = (minute: number): string => `2026-11-27T07:${String(minute).padStart(2, '0')}:00.000Z`;
