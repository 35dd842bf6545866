import { parentPort, workerData } from 'node:worker_threads';
import { openLogForReading, openRows, type StorageConfig, leaderLock } from '../storage.js';
import { ProjectionWorker } from './projection-worker.js';

/** Runs the projections beside the thread that answers requests; posts how far they have come, stops when told. */
const storage = workerData as StorageConfig;
const log = await openLogForReading(storage);
const store = await openRows(storage);
const lock = await leaderLock(storage, 'projections');
const duty = new ProjectionWorker({
  log,
  store,
  held: lock.held,
  report: (statuses) => parentPort?.postMessage(statuses),
  // Thrown out of any promise: the thread dies of it, and its process is told.
  onFault: (fault) =>
    setImmediate(() => {
      throw fault;
    }),
});

const stop = async (): Promise<void> => {
  await duty.stop();
  await lock.release();
  await store.close();
  await log.close();
  parentPort?.close();
};

parentPort?.once('message', () => void stop());
