import { randomUUID } from 'node:crypto';
import type Database from 'better-sqlite3';
import { StoreUnreadable } from '../errors.js';

const SCHEMA_VERSION = 1;

/**
 * The writer assigns positions without gaps. Small columns come before large ones, so that a scan by type or id does
 * not read the pages of `data`. There is no index on ids, because random keys would slow down every commit.
 */
const TABLES = `
  CREATE TABLE log (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    log_id TEXT NOT NULL,
    schema_version INTEGER NOT NULL
  ) STRICT;

  CREATE TABLE events (
    position INTEGER PRIMARY KEY,
    stream TEXT NOT NULL,
    revision INTEGER NOT NULL,
    id TEXT NOT NULL,
    type TEXT NOT NULL,
    version INTEGER NOT NULL,
    occurred_at TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    data TEXT NOT NULL,
    metadata TEXT NOT NULL
  ) STRICT;

  CREATE UNIQUE INDEX events_by_stream ON events (stream, revision);
`;

const forbid = (action: 'UPDATE' | 'DELETE', table: string): string => `
  CREATE TRIGGER ${table}_no_${action.toLowerCase()} BEFORE ${action} ON ${table}
  BEGIN SELECT RAISE(ABORT, 'The log is append-only: ${action} on ${table} is refused.'); END;`;

const TRIGGERS = ['events', 'log'].map((table) => forbid('UPDATE', table) + forbid('DELETE', table)).join('');

const hasLog = (db: Database.Database): boolean =>
  db.prepare(`SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'log'`).get() !== undefined;

const create = (db: Database.Database): void => {
  db.exec(TABLES + TRIGGERS);
  db.prepare('INSERT INTO log (one, log_id, schema_version) VALUES (1, ?, ?)').run(randomUUID(), SCHEMA_VERSION);
};

/** Creates the tables, unless they exist. */
export const ensureSchema = (db: Database.Database): void => {
  db.transaction(() => {
    if (!hasLog(db)) create(db);
  }).immediate();
};

/**
 * The id of the log in this file.
 * @throws StoreUnreadable if the file is not a log, or has another schema version
 */
export const readLogId = (db: Database.Database): string => {
  if (!hasLog(db)) throw new StoreUnreadable(db.name, 'it contains no log.');
  const log = db
    .prepare<[], { log_id: string; schema_version: number }>('SELECT log_id, schema_version FROM log')
    .get();
  if (log?.schema_version !== SCHEMA_VERSION) {
    throw new StoreUnreadable(
      db.name,
      `its schema version is ${log?.schema_version}, this engine supports ${SCHEMA_VERSION}. ` +
        'Use the engine version that wrote it, or a newer one.',
    );
  }
  return log.log_id;
};
