import { parentPort, workerData } from 'node:worker_threads';
import { openLeaderLock, openLogForReading, openRows, type StorageConfig } from '../storage.js';
import { projectionTask } from './projection-task.js';

/** Script of the thread that runs the projections. Posts their progress and stops on any message. */
const storage = workerData as StorageConfig;
const log = await openLogForReading(storage);
const store = await openRows(storage);
const task = projectionTask({
  log,
  store,
  lock: await openLeaderLock(storage, 'projections'),
  report: (statuses) => parentPort?.postMessage(statuses),
  // Thrown outside of promises, so that the thread ends with an "error" event.
  onError: (error) =>
    setImmediate(() => {
      throw error;
    }),
});

const stop = async (): Promise<void> => {
  await task.stop();
  await store.close();
  await log.close();
  parentPort?.close();
};

parentPort?.once('message', () => void stop());
