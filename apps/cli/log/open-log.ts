import type { ReadableLog } from '@ledgerdesk/event-store';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { settingsFrom } from '../../server/settings.js';

/** There is nothing to read at that place. */
export class NoLog extends Error {
  readonly code = 'invalid-data-folder';
}

/** Reads the log of the settings, beside a running engine or without one; closed when `work` is done. */
export const withLog = async <T>(work: (log: ReadableLog) => Promise<T>): Promise<T> => {
  const [settings, { openLogForReading, storageConfigOf }] = [
    settingsFrom(process.env),
    await import('../../server/storage.js'),
  ];
  const events = join(settings.DATA_DIR, 'events.db');
  const storage = storageConfigOf(settings, { events, rows: join(settings.DATA_DIR, 'read.db') });
  if (storage.eventStoreUrl === undefined && !existsSync(events))
    throw new NoLog(`There is no log at ${events}. Set DATA_DIR to the folder of an engine.`);
  const log = await openLogForReading(storage);
  try {
    return await work(log);
  } finally {
    await log.close();
  }
};
