import type { CommandBus } from '@nestjs/cqrs';
import { realTimers } from '@ledgerdesk/runtime';
import type { EngineContext } from '../engine-context.js';
import type { RunningProcesses } from '../workers/process-worker.js';
import { ClockMover } from './clock-mover.js';
import { DueWork, type TimedWork } from './due-work.js';

interface ClockMoverSource {
  readonly engine: EngineContext;
  readonly commands: CommandBus;
  readonly running: RunningProcesses;
  /** The scheduler of the timers; undefined while another process fires them. */
  readonly timerScheduler: () => TimedWork | undefined;
  readonly onError: (error: unknown) => void;
}

/** Creates what moves the simulated clock of an engine; undefined on a clock that cannot be moved. */
export const createClockMover = ({
  engine,
  commands,
  running: { statuses, jobs },
  timerScheduler,
  onError,
}: ClockMoverSource): ClockMover | undefined => {
  const { clockMoves: moves, settings, store, rows, projectionProgress, time } = engine;
  if (moves === undefined || time.simulated === undefined) return undefined;
  const dueWork = new DueWork({
    log: store,
    clock: time.clock,
    projectionProgress,
    rows,
    processes: statuses,
    timed: () => [...jobs(), ...[timerScheduler() ?? []].flat()],
    firesTimers: () => timerScheduler() !== undefined,
    timers: realTimers,
  });
  return new ClockMover({
    moves,
    time: time.simulated,
    commands,
    store,
    tenant: settings.TENANT,
    dueWork,
    onError,
    timers: realTimers,
  });
};
