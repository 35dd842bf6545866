import { randomUUID } from 'node:crypto';
import type Database from 'better-sqlite3';
import { StoreUnreadable } from '../errors.js';

/** Version 1 has no records of stream heads and of the writer. It is read as it is, and migrated for writing. */
const SCHEMA_VERSION = 2;

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

/**
 * Records that every commit keeps beside the events and compares with them, because a disk may lose a page that it was
 * given: the last revision of each stream, and the last position with the id of the process that may write.
 */
const CONTROL_TABLES = `
  CREATE TABLE stream_heads (
    stream TEXT PRIMARY KEY,
    revision INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE writer (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    id TEXT NOT NULL,
    position INTEGER NOT NULL,
    probes INTEGER NOT NULL
  ) STRICT;

  INSERT INTO writer (one, id, position, probes) VALUES (1, '', 0, 0);
`;

const forbid = (action: 'UPDATE' | 'DELETE', table: string): string => `
  CREATE TRIGGER ${table}_no_${action.toLowerCase()} BEFORE ${action} ON ${table}
  BEGIN SELECT RAISE(ABORT, 'The log is append-only: ${action} on ${table} is refused.'); END;`;

const TRIGGERS = ['events', 'log'].map((table) => forbid('UPDATE', table) + forbid('DELETE', table)).join('');

const hasLog = (db: Database.Database): boolean =>
  db.prepare(`SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'log'`).get() !== undefined;

const create = (db: Database.Database): void => {
  db.exec(TABLES + TRIGGERS + CONTROL_TABLES);
  db.prepare('INSERT INTO log (one, log_id, schema_version) VALUES (1, ?, ?)').run(randomUUID(), SCHEMA_VERSION);
};

/** Reads the events themselves rather than their index, which may be what the disk has lost. */
const MIGRATE_FROM_1 = `
  ${CONTROL_TABLES}
  INSERT INTO stream_heads (stream, revision)
    SELECT stream, max(revision) FROM events NOT INDEXED GROUP BY stream;
  UPDATE writer SET position = (SELECT ifnull(max(position), 0) FROM events);
  DROP TRIGGER IF EXISTS log_no_update;
  UPDATE log SET schema_version = ${SCHEMA_VERSION};
  ${forbid('UPDATE', 'log')}
`;

/** Creates the tables, or migrates those of version 1, in one transaction. */
export const ensureSchema = (db: Database.Database): void => {
  db.transaction(() => {
    if (!hasLog(db)) create(db);
    else if (schemaVersion(db) === 1) db.exec(MIGRATE_FROM_1);
  }).immediate();
};

const schemaVersion = (db: Database.Database): number | undefined =>
  db.prepare<[], number>('SELECT schema_version FROM log').pluck().get();

/** True if the file has the records of stream heads and of the writer. */
export const hasControlTables = (db: Database.Database): boolean => (schemaVersion(db) ?? 0) > 1;

/**
 * The id of the log in this file.
 * @throws StoreUnreadable if the file is not a log, or has another schema version
 */
export const readLogId = (db: Database.Database): string => {
  if (!hasLog(db)) throw new StoreUnreadable(db.name, 'it contains no log.');
  const log = db
    .prepare<[], { log_id: string; schema_version: number }>('SELECT log_id, schema_version FROM log')
    .get();
  if (log === undefined || log.schema_version < 1 || log.schema_version > SCHEMA_VERSION) {
    throw new StoreUnreadable(
      db.name,
      `its schema version is ${log?.schema_version}, this engine supports 1 to ${SCHEMA_VERSION}. ` +
        'Use the engine version that wrote it, or a newer one.',
    );
  }
  return log.log_id;
};
