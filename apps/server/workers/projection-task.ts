import { decodeOnce, type ReadableLog } from '@ledgerdesk/event-store';
import type { LeaderLock } from '@ledgerdesk/kernel';
import { PROJECTIONS } from '@ledgerdesk/projections';
import type { ReadStore } from '@ledgerdesk/read-store';
import { LiveRunner, ProjectionProgress, ProgressPoller, type ProjectionStatus, realTimers } from '@ledgerdesk/runtime';
import { type Activity, LeaderTask } from './leader-task.js';

/** Upper bound on what a reader of its own write waits while another process runs the projections. */
export const POLL_INTERVAL_MS = 100;

interface ProjectionTaskOptions {
  readonly log: ReadableLog;
  readonly store: ReadStore;
  readonly lock: LeaderLock;
  /** See `RunnerOptions`. */
  readonly restMs?: number;
  /** Called with the progress of all projections whenever it changes. */
  readonly report: (statuses: readonly ProjectionStatus[]) => void;
  /** Called with the error of each attempt to start or stop the projections that failed. */
  readonly onError: (error: unknown) => void;
}

const createRunner = ({ log, store, report, restMs }: ProjectionTaskOptions): Activity => {
  const runner = new LiveRunner({
    log,
    store,
    decode: decodeOnce,
    projections: PROJECTIONS,
    ...(restMs !== undefined && { restMs }),
  });
  runner.progress.subscribe(report);
  return runner;
};

const createPoller = ({ log, store, report }: ProjectionTaskOptions): Activity => {
  const projectionProgress = new ProjectionProgress();
  projectionProgress.changes.subscribe(report);
  return new ProgressPoller({
    log,
    rows: store,
    projections: PROJECTIONS,
    projectionProgress,
    timers: realTimers,
    intervalMs: POLL_INTERVAL_MS,
  });
};

/** Runs the projections while this process holds the lock; otherwise reports the progress of the process that does. */
export const projectionTask = (options: ProjectionTaskOptions): LeaderTask<Activity> =>
  new LeaderTask({
    lock: options.lock,
    create: (isLeader) => (isLeader ? createRunner(options) : createPoller(options)),
    onError: options.onError,
    timers: realTimers,
  });
