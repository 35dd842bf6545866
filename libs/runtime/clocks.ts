import { instantOf, later, millisOf, type Clock, type Instant } from '@ledgerdesk/kernel';

/** The machine's clock. It may step back when the machine is set right: see `monotone`. */
export const systemClock: Clock = { now: () => instantOf(Date.now()) };

export interface SimulatedClockOptions {
  readonly start: Instant;
  /** Simulated seconds in a real one, over 0. Timers of the same speed go with it. */
  readonly speed: number;
  /** Real milliseconds since some moment, never going back. Default: `performance.now`. */
  readonly elapsed?: () => number;
}

/** Time-lapse: begins at `start` and runs `speed` times as fast as the real thing; never goes back. */
export const simulatedClock = ({ start, speed, elapsed = () => performance.now() }: SimulatedClockOptions): Clock => {
  const from = millisOf(start);
  const begun = elapsed();
  return { now: () => instantOf(from + Math.floor((elapsed() - begun) * speed)) };
};

export interface ManualClock extends Clock {
  /** Forward or back, as the caller says. */
  moveTo(instant: Instant): void;
}

/** Stands still until it is moved: for tests, and for imports that bring their own time. */
export const manualClock = (start: Instant): ManualClock => {
  let now = start;
  return {
    now: () => now,
    moveTo: (instant) => {
      now = instant;
    },
  };
};

/** A clock that never tells less than it told before, nor less than `floor`. */
export const monotonic = (clock: Clock, floor?: Instant): Clock => {
  let last = floor ?? clock.now();
  return { now: () => (last = later(last, clock.now())) };
};
