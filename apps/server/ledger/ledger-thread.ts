import { messageOf, sentError } from '@ledgerdesk/kernel';
import { parentPort, workerData } from 'node:worker_threads';
import { openLeaderLock, openLogForReading, openTreeStore } from '../storage.js';
import type { LedgerMessage, LedgerThreadData } from './ledger-message.js';
import { ledgerTask } from './ledger-task.js';

/** Script of the thread that signs the tree of the log. Posts its status and errors, and stops on any message. */
const { storage, config } = workerData as LedgerThreadData;
const post = (message: LedgerMessage): void => parentPort?.postMessage(message);
process.once('uncaughtException', (error: unknown) => {
  post({ kind: 'crashed', error: sentError(error) });
  process.exit(1);
});
const log = await openLogForReading(storage);
const trees = await openTreeStore(storage);
const task = ledgerTask({
  config,
  log,
  trees,
  lock: await openLeaderLock(storage, 'ledger'),
  onStatus: (status) => post({ kind: 'status', status }),
  onError: (error) => post({ kind: 'error', message: messageOf(error) }),
});

const stop = async (): Promise<void> => {
  await task.stop();
  await trees.close();
  await log.close();
  parentPort?.close();
};

parentPort?.once('message', () => void stop());
