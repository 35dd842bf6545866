import { decode } from '@ledgerdesk/event-store';
import { PROJECTIONS } from '@ledgerdesk/projections';
import { LiveRunner } from '@ledgerdesk/runtime';
import { parentPort, workerData } from 'node:worker_threads';
import { openLogForReading, openRows, type Places } from './places.js';

/** Runs the projections beside the thread that answers requests; posts how far they have come, stops when told. */
const places = workerData as Places;
const log = await openLogForReading(places);
const store = await openRows(places);
const runner = new LiveRunner({ log, store, decode, projections: PROJECTIONS });
runner.progress.subscribe((statuses) => parentPort?.postMessage(statuses));

const stop = async (): Promise<void> => {
  await runner.stop();
  await store.close();
  await log.close();
  parentPort?.close();
};

parentPort?.once('message', () => void stop());
await runner.start();
