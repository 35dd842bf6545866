import { EngineLog } from '@ledgerdesk/event-store';
import { queriesWith } from '@ledgerdesk/projections';
import { asOfHandler, KeptReplays, runAsOfTask } from '@ledgerdesk/runtime';
import { TemporalTimeZones } from '@ledgerdesk/time-zones';
import { workerData } from 'node:worker_threads';
import { openLogForReading, type StorageConfig } from '../storage.js';
import { replaySource } from './replay-source.js';

const queries = queriesWith(new TemporalTimeZones());
const kept = new KeptReplays();

/** Script of the threads of the as-of pool. */
export default asOfHandler(async (task) => {
  const log = new EngineLog(await openLogForReading(workerData as StorageConfig));
  try {
    return await runAsOfTask(replaySource(log), queries, task, kept);
  } finally {
    await log.close();
  }
});
