import type { ReadableLog } from '@ledgerdesk/event-store';
import { PROJECTIONS } from '@ledgerdesk/projections';
import type { ReadStoreView } from '@ledgerdesk/read-store';
import { type ProgressBoard, ProgressPoller, type ProjectionStatus, realTimers } from '@ledgerdesk/runtime';
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { openRows, type StorageConfig, leaderLock } from '../storage.js';
import { ProjectionWorker } from './projection-worker.js';
import { threadScript } from '../thread-script.js';

/** Projections at work somewhere; what they report goes to a board. */
export interface RunningProjections {
  stop(): Promise<void>;
}

/** Runs the projections in a thread of their own, so that folding never holds up an answer. A thread that dies is told to `onDeath`. */
export const projectionsInThread = async (
  storage: StorageConfig,
  board: ProgressBoard,
  onDeath: (fault: Error) => void,
): Promise<RunningProjections> => {
  const thread = new Worker(threadScript('workers/projections-thread'), { workerData: storage });
  thread.on('message', (statuses: readonly ProjectionStatus[]) => board.report(statuses));
  thread.on('error', onDeath);
  return {
    stop: async () => {
      const gone = once(thread, 'exit');
      thread.postMessage('stop');
      await gone;
    },
  };
};

/** Runs the projections in this thread. */
export const projectionsHere = async (
  log: ReadableLog,
  storage: StorageConfig,
  board: ProgressBoard,
): Promise<RunningProjections> => {
  const store = await openRows(storage);
  const lock = await leaderLock(storage, 'projections');
  const duty = new ProjectionWorker({
    log,
    store,
    held: lock.held,
    report: (statuses) => board.report(statuses),
    onFault: (fault) => {
      throw fault;
    },
  });
  return {
    stop: async () => {
      await duty.stop();
      await lock.release();
      await store.close();
    },
  };
};

/** Often enough that a reader of one's own write does not notice. */
const WATCH_EVERY_MS = 100;

/** Leaves the projections to another process and only watches how far they have come. */
export const projectionsElsewhere = async (
  log: ReadableLog,
  rows: ReadStoreView,
  board: ProgressBoard,
): Promise<RunningProjections> => {
  const watch = new ProgressPoller({
    log,
    rows,
    projections: PROJECTIONS,
    board,
    timers: realTimers,
    intervalMs: WATCH_EVERY_MS,
  });
  watch.start();
  return watch;
};
