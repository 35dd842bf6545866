import { type Clock, type Instant, later, instantOf, type Timers } from '@ledgerdesk/kernel';
import { monotonic, realTimers, simulatedClock, systemClock, timersAt } from '@ledgerdesk/runtime';
import type { Settings } from './settings.js';

/** The engine's clock, and timers of the same speed. */
export interface EngineTime {
  readonly clock: Clock;
  readonly timers: Timers;
}

/**
 * Returns the system clock, or with CLOCK_START or CLOCK_SPEED a simulated one. A simulated clock starts at the last
 * event of the log if that is later than CLOCK_START.
 */
export const engineTime = ({ CLOCK_START, CLOCK_SPEED }: Settings, lastRecorded: Instant | undefined): EngineTime => {
  if (CLOCK_START === undefined && CLOCK_SPEED === 1)
    return { clock: monotonic(systemClock, lastRecorded), timers: realTimers };
  const requested = CLOCK_START === undefined ? systemClock.now() : instantOf(Date.parse(CLOCK_START));
  const start = lastRecorded === undefined ? requested : later(requested, lastRecorded);
  return { clock: simulatedClock({ start, speed: CLOCK_SPEED }), timers: timersAt(CLOCK_SPEED) };
};
