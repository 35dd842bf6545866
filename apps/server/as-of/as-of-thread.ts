import { CallCounts, EngineLog } from '@ledgerdesk/event-store';
import { openOnce } from '@ledgerdesk/kernel';
import { KeyUnsealer } from '@ledgerdesk/sealing';
import { queriesWith } from '@ledgerdesk/projections';
import { asOfHandler, KeptReplays, runAsOfTask, runLiveTask } from '@ledgerdesk/runtime';
import { TemporalTimeZones } from '@ledgerdesk/time-zones';
import { workerData } from 'node:worker_threads';
import { merge } from 'rxjs';
import { openKeyReader, openLogForReading, openRowsView, type StorageConfig } from '../storage.js';
import { replaySource } from './replay-source.js';

const calls = new CallCounts();
const storage: StorageConfig = { ...(workerData as StorageConfig), calls: calls.memory };
const queries = queriesWith(new TemporalTimeZones());
const kept = new KeptReplays();
const view = openOnce(() => openRowsView(storage));
/** What was replayed is forgotten when a subject is erased. */
const keys = openOnce(async () => {
  const opened = await openKeyReader(storage);
  if (opened) merge(opened.erasures, opened.lapses).subscribe(() => kept.clear());
  return opened;
});

/** Script of the threads of the process of as-of queries. */
export default asOfHandler(async (task) => {
  if (task.live) return runLiveTask(await view(), queries, task);
  const found = await keys();
  const log = new EngineLog(await openLogForReading(storage), found && { unsealer: new KeyUnsealer(found) });
  try {
    const usable = !found || found.isCurrent() ? kept : new KeptReplays();
    return await runAsOfTask(replaySource(log), queries, task, usable);
  } finally {
    await log.close();
  }
}, calls);
