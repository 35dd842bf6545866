import { randomUUID } from 'node:crypto';
import type Database from 'better-sqlite3';
import { StoreUnreadable } from '../errors.js';

/**
 * Version 1 has no records of stream heads and of the writer, version 2 no leaves. Both are read as they are, and
 * migrated for writing.
 */
const SCHEMA_VERSION = 3;

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

/**
 * The Merkle tree of the log: the leaf hash of each of the engine's events, and the frontier of the tree, which has
 * the leaves up to `last_position`. Leaves up to `since` were hashed from an older log, after their events were
 * recorded; those behind it in the transaction of their event.
 */
const LEDGER_TABLES = `
  CREATE TABLE leaves (
    position INTEGER PRIMARY KEY,
    hash BLOB NOT NULL
  ) STRICT;

  CREATE TABLE frontier (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    size INTEGER NOT NULL,
    last_position INTEGER NOT NULL,
    since INTEGER NOT NULL,
    hashes BLOB NOT NULL
  ) STRICT;
`;

const forbid = (action: 'UPDATE' | 'DELETE', table: string): string => `
  CREATE TRIGGER ${table}_no_${action.toLowerCase()} BEFORE ${action} ON ${table}
  BEGIN SELECT RAISE(ABORT, 'The log is append-only: ${action} on ${table} is refused.'); END;`;

const appendOnly = (...tables: readonly string[]): string =>
  tables.map((table) => forbid('UPDATE', table) + forbid('DELETE', table)).join('');

const TRIGGERS = appendOnly('events', 'log');

/** Leaves are never changed, and the tree only grows. */
const LEDGER_TRIGGERS = `
  ${appendOnly('leaves')}
  ${forbid('DELETE', 'frontier')}
  CREATE TRIGGER frontier_grows BEFORE UPDATE ON frontier
  WHEN NEW.size < OLD.size OR NEW.last_position < OLD.last_position OR NEW.since <> OLD.since
  BEGIN SELECT RAISE(ABORT, 'The tree of the log only grows: UPDATE on frontier is refused.'); END;
`;

/** The position behind which leaves are written with their events: the end of the log, when it has none yet. */
const LEDGER = `
  ${LEDGER_TABLES}
  ${LEDGER_TRIGGERS}
  INSERT INTO frontier (one, size, last_position, since, hashes)
    SELECT 1, 0, 0, ifnull(max(position), 0), zeroblob(8) FROM events;
`;

const hasLog = (db: Database.Database): boolean =>
  db.prepare(`SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'log'`).get() !== undefined;

const create = (db: Database.Database, logId: string): void => {
  db.exec(TABLES + TRIGGERS + CONTROL_TABLES + LEDGER);
  db.prepare('INSERT INTO log (one, log_id, schema_version) VALUES (1, ?, ?)').run(logId, SCHEMA_VERSION);
};

/** Reads the events themselves rather than their index, which may be what the disk has lost. */
const MIGRATE_FROM_1 = `
  ${CONTROL_TABLES}
  INSERT INTO stream_heads (stream, revision)
    SELECT stream, max(revision) FROM events NOT INDEXED GROUP BY stream;
  UPDATE writer SET position = (SELECT ifnull(max(position), 0) FROM events);
`;

const SET_VERSION = `
  DROP TRIGGER IF EXISTS log_no_update;
  UPDATE log SET schema_version = ${SCHEMA_VERSION};
  ${forbid('UPDATE', 'log')}
`;

/** What brings each older version to the next one. Leaves of earlier events are added later, in the background. */
const MIGRATIONS: readonly string[] = [MIGRATE_FROM_1, LEDGER];

const migrate = (db: Database.Database): void => {
  const missing = MIGRATIONS.slice((schemaVersion(db) ?? SCHEMA_VERSION) - 1);
  if (missing.length > 0) db.exec([...missing, SET_VERSION].join(''));
};

/** Creates the tables of a log with this id, or migrates those of an older version, in one transaction. */
export const ensureSchema = (db: Database.Database, logId: string = randomUUID()): void => {
  db.transaction(() => {
    if (!hasLog(db)) create(db, logId);
    else migrate(db);
  }).immediate();
};

const schemaVersion = (db: Database.Database): number | undefined =>
  db.prepare<[], number>('SELECT schema_version FROM log').pluck().get();

/** True if the file has the records of stream heads and of the writer. */
export const hasControlTables = (db: Database.Database): boolean => (schemaVersion(db) ?? 0) > 1;

/** True if the file has the leaves of the log's tree. */
export const hasLeaves = (db: Database.Database): boolean => (schemaVersion(db) ?? 0) > 2;

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
