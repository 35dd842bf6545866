import { messageOf, sentError } from '@ledgerdesk/kernel';
import { parentPort, workerData } from 'node:worker_threads';
import {
  openAttachmentReader,
  openEngineLog,
  openKeyReader,
  openLeaderLock,
  openRowsView,
  openTreeReader,
} from '../storage.js';
import type { ScrubData, ScrubMessage } from './scrub-message.js';
import { scrubTask } from './scrub-task.js';

/** Script of the thread that checks the stores. Posts its status and errors, and stops on any message. */
const { storage, settings } = workerData as ScrubData;
const post = (message: ScrubMessage): void => parentPort?.postMessage(message);
process.once('uncaughtException', (error: unknown) => {
  post({ kind: 'crashed', error: sentError(error) });
  process.exit(1);
});
const log = await openEngineLog(storage);
const view = await openRowsView(storage);
const attachments = await openAttachmentReader(storage);
const keys = await openKeyReader(storage);
const trees = await openTreeReader(storage);
const task = scrubTask({
  settings,
  storage,
  trees,
  log,
  view,
  attachments,
  keys,
  lock: await openLeaderLock(storage, 'scrub'),
  onStatus: (status) => post({ kind: 'status', status }),
  onError: (error) => post({ kind: 'error', message: messageOf(error) }),
});

const stop = async (): Promise<void> => {
  await task.stop();
  await trees?.close();
  await keys?.close();
  await attachments.close();
  await view.close();
  await log.close();
  parentPort?.close();
};

parentPort?.once('message', () => void stop());
