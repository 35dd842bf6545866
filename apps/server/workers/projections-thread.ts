import { messageOf, sentError } from '@ledgerdesk/kernel';
import { SharedTail } from '@ledgerdesk/runtime';
import { parentPort, workerData } from 'node:worker_threads';
import { openEngineLog, openLeaderLock, openLogForReading, openRows } from '../storage.js';
import { projectionTask } from './projection-task.js';
import type { ProjectionsData, ProjectionsMessage } from './projections-message.js';

/** Script of the thread that runs the projections. Posts their progress and errors, and stops on any message. */
const { storage, tail } = workerData as ProjectionsData;
const post = (message: ProjectionsMessage): void => parentPort?.postMessage(message);
// An error that crosses to another thread loses its class, and one of SQLite its message too.
process.once('uncaughtException', (error: unknown) => {
  post({ kind: 'crashed', error: sentError(error) });
  process.exit(1);
});
const all = await openLogForReading(storage);
const shared = tail && new SharedTail(tail, all);
/** Longer batches under load, for at most this much more time until rows show a change. */
const REST_MS = 40;
const log = await openEngineLog(storage, shared && { subscribe: (after) => shared.subscribe(after) }, all);
const store = await openRows(storage, (error) => post({ kind: 'damaged', message: messageOf(error) }));
const task = projectionTask({
  log,
  store,
  lock: await openLeaderLock(storage, 'projections'),
  restMs: REST_MS,
  report: (statuses) => post({ kind: 'progress', statuses }),
  onError: (error) => post({ kind: 'error', message: messageOf(error) }),
});

const stop = async (): Promise<void> => {
  await task.stop();
  await store.close();
  shared?.close();
  await log.close();
  parentPort?.close();
};

parentPort?.once('message', () => void stop());
