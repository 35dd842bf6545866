import type Database from 'better-sqlite3';

/** The file has another schema version, belongs to another log, or cannot be written durably. */
export class GroupStateUnreadable extends Error {
  readonly code = 'group-state-unreadable';
  constructor(
    readonly file: string,
    reason: string,
  ) {
    super(`${file} cannot be used: ${reason}`);
  }
}

const SCHEMA_VERSION = 2;

const TABLES = `
  CREATE TABLE groups (
    source TEXT NOT NULL,
    name TEXT NOT NULL,
    definition TEXT NOT NULL,
    checkpoint TEXT,
    PRIMARY KEY (source, name)
  ) STRICT;

  CREATE TABLE parked (
    number INTEGER PRIMARY KEY,
    source TEXT NOT NULL,
    name TEXT NOT NULL,
    position TEXT NOT NULL,
    stream TEXT NOT NULL,
    revision INTEGER NOT NULL,
    event_id TEXT,
    UNIQUE (source, name, position),
    FOREIGN KEY (source, name) REFERENCES groups ON DELETE CASCADE
  ) STRICT;

  CREATE TABLE log (log_id TEXT NOT NULL) STRICT;
  PRAGMA user_version = ${SCHEMA_VERSION};
`;

/** Version 1 did not record the id of a parked event. */
const FROM_VERSION_1 = `
  ALTER TABLE parked ADD COLUMN event_id TEXT;
  PRAGMA user_version = ${SCHEMA_VERSION};
`;

const createTables = (db: Database.Database, logId: string): void => {
  db.exec(TABLES);
  db.prepare('INSERT INTO log (log_id) VALUES (?)').run(logId);
};

/**
 * Creates the tables in a new file, or migrates and checks those of an existing one.
 * @throws GroupStateUnreadable if the schema version or the log differs
 */
export const ensureSchema = (db: Database.Database, logId: string): void => {
  const version = db.pragma('user_version', { simple: true });
  if (version === 0) db.transaction(() => createTables(db, logId)).immediate();
  else if (version === 1) db.transaction(() => db.exec(FROM_VERSION_1)).immediate();
  else if (version !== SCHEMA_VERSION)
    throw new GroupStateUnreadable(
      db.name,
      `its schema version is ${String(version)}, this engine supports ${SCHEMA_VERSION}. ` +
        'Use the engine version that wrote it, or a newer one.',
    );
  const { log_id: found } = db.prepare<[], { log_id: string }>('SELECT log_id FROM log').get() ?? {};
  if (found !== logId)
    throw new GroupStateUnreadable(
      db.name,
      'its persistent subscriptions belong to another log. ' +
        'Restore the file that belongs to this log, or remove it and create the subscriptions again.',
    );
};
