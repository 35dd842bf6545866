import { parentPort, workerData } from 'node:worker_threads';
import { openLeaderLock, openLogForReading, openRows, type StorageConfig } from '../storage.js';
import { ProjectionWorker } from './projection-worker.js';

/** Script of the thread that runs the projections. Posts their progress and stops on any message. */
const storage = workerData as StorageConfig;
const log = await openLogForReading(storage);
const store = await openRows(storage);
const lock = await openLeaderLock(storage, 'projections');
const worker = new ProjectionWorker({
  log,
  store,
  lock,
  report: (statuses) => parentPort?.postMessage(statuses),
  // Thrown outside of promises, so that the thread ends with an "error" event.
  onFault: (fault) =>
    setImmediate(() => {
      throw fault;
    }),
});

const stop = async (): Promise<void> => {
  await worker.stop();
  await lock.release();
  await store.close();
  await log.close();
  parentPort?.close();
};

parentPort?.once('message', () => void stop());
