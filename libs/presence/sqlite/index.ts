import { migrateSqlite } from '@ledgerdesk/migrations';
import Database from 'better-sqlite3';
import type { Presence } from '../port.js';
import { PRESENCE_MIGRATIONS, SqlPresence } from '../sql-presence.js';

/**
 * Opens presence in an SQLite file, created if missing. A power failure may lose the latest heartbeats; agents send
 * new ones. Rejects with StoreTooNew.
 */
export const openSqlitePresence = async (file: string): Promise<Presence> => {
  const database = new Database(file);
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = OFF');
  return new SqlPresence(await migrateSqlite(database, PRESENCE_MIGRATIONS));
};
