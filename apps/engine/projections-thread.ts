import { decode } from '@ledgerdesk/event-store';
import { openSqliteLog } from '@ledgerdesk/event-store/sqlite';
import { PROJECTIONS } from '@ledgerdesk/projections';
import { openReadStore } from '@ledgerdesk/read-store/sqlite';
import { LiveRunner } from '@ledgerdesk/runtime';
import { parentPort, workerData } from 'node:worker_threads';
import type { ProjectionFiles } from './projections.js';

/** Looking for news costs microseconds; reading one's own write should not take longer than this. */
const POLL_MS = 5;

/** Runs the projections beside the thread that answers requests; posts how far they have come, stops when told. */
const { events, rows } = workerData as ProjectionFiles;
const log = openSqliteLog({ file: events, pollEvery: POLL_MS });
const store = openReadStore(rows);
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
