import { parentPort, workerData } from 'node:worker_threads';
import { openLogForReading, openRows, type Places, turnsAt } from '../storage.js';
import { ProjectionDuty } from './projection-worker.js';

/** Runs the projections beside the thread that answers requests; posts how far they have come, stops when told. */
const places = workerData as Places;
const log = await openLogForReading(places);
const store = await openRows(places);
const turns = await turnsAt(places, 'projections');
const duty = new ProjectionDuty({
  log,
  store,
  held: turns.held,
  report: (statuses) => parentPort?.postMessage(statuses),
  // Thrown out of any promise: the thread dies of it, and its process is told.
  onFault: (fault) =>
    setImmediate(() => {
      throw fault;
    }),
});

const stop = async (): Promise<void> => {
  await duty.stop();
  await turns.release();
  await store.close();
  await log.close();
  parentPort?.close();
};

parentPort?.once('message', () => void stop());
