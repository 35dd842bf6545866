import { type Clock, type Instant, later, instantOf, type Timers } from '@ledgerdesk/kernel';
import { monotonic, realTimers, simulatedClock, systemClock, timersAt } from '@ledgerdesk/runtime';
import type { Settings } from './settings.js';

/** The engine's clock and the timers that go with it. */
export interface EngineTime {
  readonly clock: Clock;
  readonly timers: Timers;
}

/**
 * The machine's clock; or, for demos and trials, time-lapse from CLOCK_START at CLOCK_SPEED. A log that has come
 * further than CLOCK_START is not set back: time goes on from its last event.
 */
export const engineTime = ({ CLOCK_START, CLOCK_SPEED }: Settings, lastRecorded: Instant | undefined): EngineTime => {
  if (CLOCK_START === undefined && CLOCK_SPEED === 1)
    return { clock: monotonic(systemClock, lastRecorded), timers: realTimers };
  const asked = CLOCK_START === undefined ? systemClock.now() : instantOf(Date.parse(CLOCK_START));
  const start = lastRecorded === undefined ? asked : later(asked, lastRecorded);
  return { clock: simulatedClock({ start, speed: CLOCK_SPEED }), timers: timersAt(CLOCK_SPEED) };
};
