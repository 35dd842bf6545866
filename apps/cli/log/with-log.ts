import type { ReadableLog } from '@ledgerdesk/event-store';
import { existsSync } from 'node:fs';
import { dataFolderAt } from '../../server/data-folder.js';
import { settingsFrom } from '../../server/settings.js';

/** Thrown if the data folder contains no log. */
class LogNotFound extends Error {
  readonly code = 'invalid-data-folder';
}

/**
 * Opens the engine's own events of the configured log for reading, calls `work` and closes the log. The engine may be
 * running.
 * @throws LogNotFound if there is none.
 */
export const withLog = async <T>(work: (log: ReadableLog) => Promise<T>): Promise<T> => {
  const [settings, { openEngineLog, storageConfigOf }] = [
    settingsFrom(process.env),
    await import('../../server/storage.js'),
  ];
  const { events } = dataFolderAt(settings.DATA_DIR);
  if (settings.EVENTSTORE_URL === undefined && !existsSync(events))
    throw new LogNotFound(`No log found at ${events}. Set DATA_DIR to the data folder of an engine.`);
  const log = await openEngineLog(storageConfigOf(settings));
  try {
    return await work(log);
  } finally {
    await log.close();
  }
};
