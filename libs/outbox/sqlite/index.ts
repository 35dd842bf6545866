import Database from 'better-sqlite3';
import { Kysely, SqliteDialect } from 'kysely';
import type { Outbox } from '../port.js';
import { SqlOutbox } from '../sql-outbox.js';
import { makeTables, type OutboxTables } from '../tables.js';

/** The outbox in a file beside the log. What is committed survives a power cut: nothing can be sent twice for want of a note. */
export const openSqliteOutbox = async (file: string): Promise<Outbox> => {
  const database = new Database(file);
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.pragma('fullfsync = ON');
  const db = new Kysely<OutboxTables>({ dialect: new SqliteDialect({ database }) });
  await makeTables(db);
  return new SqlOutbox(db);
};
