import type { Clock, Instant } from '@ledgerdesk/kernel';

export interface ManualClock extends Clock {
  /** Sets the clock, forward or back. */
  moveTo(instant: Instant): void;
}

/** A clock that changes only when a test sets it. */
export const manualClock = (start: Instant): ManualClock => {
  let now = start;
  return {
    now: () => now,
    moveTo: (instant) => {
      now = instant;
    },
  };
};
