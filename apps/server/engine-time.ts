import { type Clock, type EventOrigin, type Instant, instantOf, later, type Timers } from '@ledgerdesk/kernel';
import { realTimers, SimulatedTime, systemClock } from '@ledgerdesk/runtime';
import { ClockFiles } from './clock-files.js';
import { type ClockStatus, EngineClockGuard, type MachineClocks } from './engine-clock-guard.js';
import type { Settings } from './settings.js';

/** The engine's clock, and timers of the same speed. */
export interface EngineTime {
  readonly clock: Clock;
  readonly timers: Timers;
  /** Returns true while timers and mails wait because a step of the clock is not confirmed. Default: never. */
  readonly isHeld?: () => boolean;
  /** The simulated clock. Absent for the clock of the machine. */
  readonly simulated?: SimulatedTime;
  /** Absent for clocks that are not guarded. */
  readonly status?: () => ClockStatus;
  /** Ends the checks of the clock. */
  readonly close?: () => void;
}

interface EngineTimeOptions {
  readonly lastRecorded: Instant | undefined;
  /** The data folder. */
  readonly folder: string;
  /** Called with what an operator should know. */
  readonly onWarning: (message: string) => void;
  /** The clocks of the machine. Default: the real ones. */
  readonly machine?: MachineClocks | undefined;
}

type ClockSettings = Pick<Settings, 'CLOCK_START' | 'CLOCK_SPEED' | 'CLOCK_STEP_SECONDS'>;

/** Returns true for settings of a simulated clock, which is compared with no other. */
export const isClockSimulated = ({
  CLOCK_START,
  CLOCK_SPEED,
}: Pick<Settings, 'CLOCK_START' | 'CLOCK_SPEED'>): boolean => CLOCK_START !== undefined || CLOCK_SPEED !== 1;

/** What events say of a clock that started at `start`: nothing unless it is simulated. */
export const clockOrigin = (settings: Pick<Settings, 'CLOCK_START' | 'CLOCK_SPEED'>, start: Instant): EventOrigin =>
  isClockSimulated(settings) ? { clock: { source: 'simulated', start, speed: settings.CLOCK_SPEED } } : {};

/**
 * The time at which the command line records an event in the log of these settings: that of the machine without a step
 * that the engine holds, or where a simulated clock starts. An event is never recorded before the last one.
 */
export const commandTime = (settings: Pick<Settings, 'CLOCK_START' | 'CLOCK_SPEED' | 'DATA_DIR'>): Instant => {
  const { CLOCK_START, DATA_DIR } = settings;
  if (CLOCK_START !== undefined) return instantOf(Date.parse(CLOCK_START));
  const held = isClockSimulated(settings) ? undefined : new ClockFiles(DATA_DIR).readHold();
  return instantOf(Date.now() - (held?.aheadMs ?? 0));
};

/**
 * Returns the system clock, guarded against steps, or with CLOCK_START or CLOCK_SPEED a simulated one. A simulated
 * clock starts at the last event of the log if that is later than CLOCK_START.
 * @throws ClockBehindLog
 */
export const engineTime = (
  settings: ClockSettings,
  { lastRecorded, folder, onWarning, machine }: EngineTimeOptions,
): EngineTime => {
  const { CLOCK_START, CLOCK_SPEED, CLOCK_STEP_SECONDS } = settings;
  if (!isClockSimulated(settings)) {
    const guard = new EngineClockGuard({
      folder,
      stepLimitMs: CLOCK_STEP_SECONDS * 1_000,
      lastRecorded,
      onWarning,
      ...(machine && { machine }),
    });
    const { clock, isHeld } = guard;
    return {
      clock,
      timers: machine?.timers ?? realTimers,
      isHeld,
      status: () => guard.status(),
      close: () => guard.close(),
    };
  }
  const requested = CLOCK_START === undefined ? systemClock.now() : instantOf(Date.parse(CLOCK_START));
  const start = lastRecorded === undefined ? requested : later(requested, lastRecorded);
  const simulated = new SimulatedTime({ start, speed: CLOCK_SPEED, timers: machine?.timers ?? realTimers });
  return { clock: simulated, timers: simulated, simulated };
};
