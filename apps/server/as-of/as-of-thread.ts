import { QUERIES } from '@ledgerdesk/projections';
import { asOfHandler, runAsOfTask } from '@ledgerdesk/runtime';
import { workerData } from 'node:worker_threads';
import { openLogForReading, type StorageConfig } from '../storage.js';
import { replaySource } from './replay-source.js';

/** Script of the threads of the as-of pool. */
export default asOfHandler(async (task) => {
  const log = await openLogForReading(workerData as StorageConfig);
  try {
    return await runAsOfTask(replaySource(log), QUERIES, task);
  } finally {
    await log.close();
  }
});
