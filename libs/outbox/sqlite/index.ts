import { migrateSqlite } from '@ledgerdesk/migrations';
import Database from 'better-sqlite3';
import type { Outbox } from '../port.js';
import { SqlOutbox } from '../sql-outbox.js';
import { OUTBOX_MIGRATIONS } from '../tables.js';

/**
 * Opens the outbox in an SQLite file, created if missing. Commits survive a power failure, so that no message is sent
 * twice because its attempt was lost. Rejects with StoreTooNew.
 */
export const openSqliteOutbox = async (file: string): Promise<Outbox> => {
  const database = new Database(file);
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.pragma('fullfsync = ON');
  return new SqlOutbox(await migrateSqlite(database, OUTBOX_MIGRATIONS));
};
