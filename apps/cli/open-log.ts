import { openSqliteLog, type SqliteLog } from '@ledgerdesk/event-store/sqlite';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { settingsFrom } from '../engine/index.js';

/** There is nothing to read at that place. */
export class NoLog extends Error {
  readonly code = 'invalid-data-folder';
}

/** Reads the log of the data folder, beside a running engine or without one; closed when `work` is done. */
export const withLog = async <T>(work: (log: SqliteLog) => Promise<T>): Promise<T> => {
  const { DATA_DIR } = settingsFrom(process.env);
  const file = join(DATA_DIR, 'events.db');
  if (!existsSync(file)) throw new NoLog(`There is no log at ${file}. Set DATA_DIR to the folder of an engine.`);
  const log = openSqliteLog({ file });
  try {
    return await work(log);
  } finally {
    await log.close();
  }
};
