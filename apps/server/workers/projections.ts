import type { ReadableLog, RecentEvents } from '@ledgerdesk/event-store';
import { PROJECTIONS } from '@ledgerdesk/projections';
import type { ReadStoreView } from '@ledgerdesk/read-store';
import { asError, messageOf, receivedError } from '@ledgerdesk/kernel';
import { type ProjectionProgress, ProgressPoller, realTimers, serveTail } from '@ledgerdesk/runtime';
import { Logger } from '@nestjs/common';
import { MessageChannel, type MessagePort, Worker } from 'node:worker_threads';
import { OpenResources } from '../open-resources.js';
import { openLeaderLock, openRows, type StorageConfig } from '../storage.js';
import { threadScript } from '../thread-script.js';
import { POLL_INTERVAL_MS, projectionTask } from './projection-task.js';
import type { ProjectionsData, ProjectionsMessage } from './projections-message.js';

/** Projections that run in some thread or process and report their progress. */
export interface RunningProjections {
  stop(): Promise<void>;
}

const logError = (message: string): void =>
  new Logger('projections').error(`Could not start or stop the projections. Retrying: ${message}`);

interface ThreadOptions {
  readonly storage: StorageConfig;
  /** The tail of a log that a server keeps, through which the thread follows it. */
  readonly tail?: RecentEvents | undefined;
  readonly projectionProgress: ProjectionProgress;
  readonly onFailure: (error: Error) => void;
  readonly onDamage: (message: string) => void;
  readonly script?: URL | undefined;
}

/** Returns the end of a channel through which a thread follows the tail. */
const sharedTail = (tail: RecentEvents): MessagePort => {
  const { port1, port2 } = new MessageChannel();
  serveTail(tail, port1);
  return port2;
};

/** Runs the projections in a worker thread, so that requests do not wait for them. */
export const projectionsInThread = async ({
  storage,
  tail,
  projectionProgress,
  onFailure,
  onDamage,
  script = threadScript('workers/projections-thread'),
}: ThreadOptions): Promise<RunningProjections> => {
  const workerData: ProjectionsData = { storage, tail: tail && sharedTail(tail) };
  const thread = new Worker(script, { workerData, transferList: workerData.tail ? [workerData.tail] : [] });
  // The thread may have ended by itself before it is stopped.
  const exited = new Promise<void>((resolve) => thread.once('exit', () => resolve()));
  thread.on('message', (message: ProjectionsMessage) => {
    if (message.kind === 'progress') projectionProgress.report(message.statuses);
    else if (message.kind === 'damaged') onDamage(message.message);
    else if (message.kind === 'crashed') onFailure(receivedError(message.error));
    else logError(message.message);
  });
  thread.on('error', (error: unknown) => onFailure(asError(error)));
  thread.on('messageerror', (error: unknown) => onFailure(asError(error)));
  return {
    stop: async () => {
      thread.postMessage('stop');
      await exited;
    },
  };
};

/** Runs the projections in the calling thread. */
export const inlineProjections = async (
  log: ReadableLog,
  storage: StorageConfig,
  projectionProgress: ProjectionProgress,
  onDamage: (message: string) => void,
): Promise<RunningProjections> => {
  const resources = new OpenResources();
  try {
    const store = resources.add(await openRows(storage, (error) => onDamage(messageOf(error))));
    const lock = await openLeaderLock(storage, 'projections');
    const task = projectionTask({
      log,
      store,
      lock,
      report: (statuses) => projectionProgress.report(statuses),
      onError: (error) => logError(messageOf(error)),
    });
    resources.add({ close: () => task.stop() });
    return { stop: () => resources.close() };
  } catch (error) {
    await resources.close().catch(() => undefined);
    throw error;
  }
};

/** Reports the progress of projections that run in another process. */
export const remoteProjections = (
  log: ReadableLog,
  rows: ReadStoreView,
  projectionProgress: ProjectionProgress,
): RunningProjections => {
  const poller = new ProgressPoller({
    log,
    rows,
    projections: PROJECTIONS,
    projectionProgress,
    timers: realTimers,
    intervalMs: POLL_INTERVAL_MS,
  });
  poller.start();
  return poller;
};
