import Database from 'better-sqlite3';
import { Kysely, SqliteDialect } from 'kysely';
import type { Presence } from '../port.js';
import { makeTables, type PresenceTables, SqlPresence } from '../sql-presence.js';

/** Presence in a file beside the log. A power cut may cost the last signs of life; they are given again. */
export const openSqlitePresence = async (file: string): Promise<Presence> => {
  const database = new Database(file);
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = OFF');
  const db = new Kysely<PresenceTables>({ dialect: new SqliteDialect({ database }) });
  await makeTables(db);
  return new SqlPresence(db);
};
