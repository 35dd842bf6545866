import { instantOf, millisOf, type Clock, type Instant } from '@ledgerdesk/kernel';

/** The system clock. It may step back when the system time is corrected: see `GuardedClock`. */
export const systemClock: Clock = { now: () => instantOf(Date.now()) };

export interface SimulatedClockOptions {
  readonly start: Instant;
  /** Simulated seconds per real second, greater than 0. Use it with `timersAt(speed)`. */
  readonly speed: number;
  /** Real milliseconds since an arbitrary moment, never decreasing. Default: `performance.now`. */
  readonly elapsed?: () => number;
}

/** A clock that starts at `start` and runs `speed` times as fast as real time. Never goes back. */
export const simulatedClock = ({ start, speed, elapsed = () => performance.now() }: SimulatedClockOptions): Clock => {
  const from = millisOf(start);
  const startedAt = elapsed();
  return { now: () => instantOf(from + Math.floor((elapsed() - startedAt) * speed)) };
};
