import type Database from 'better-sqlite3';

/** The file is of another version, or belongs to another log. */
export class GroupStateUnreadable extends Error {
  readonly code = 'group-state-unreadable';
  constructor(
    readonly file: string,
    reason: string,
  ) {
    super(`${file} cannot be used: ${reason}`);
  }
}

const LAYOUT = 1;

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
    UNIQUE (source, name, position),
    FOREIGN KEY (source, name) REFERENCES groups ON DELETE CASCADE
  ) STRICT;

  CREATE TABLE log (log_id TEXT NOT NULL) STRICT;
  PRAGMA user_version = ${LAYOUT};
`;

const layOut = (db: Database.Database, logId: string): void => {
  db.exec(TABLES);
  db.prepare('INSERT INTO log (log_id) VALUES (?)').run(logId);
};

/** Throws where the file was laid out otherwise, or its places are those of another log. */
export const prepare = (db: Database.Database, logId: string): void => {
  const layout = db.pragma('user_version', { simple: true });
  if (layout === 0) db.transaction(() => layOut(db, logId)).immediate();
  else if (layout !== LAYOUT)
    throw new GroupStateUnreadable(
      db.name,
      `its layout is ${String(layout)}, this version knows ${LAYOUT}. Use the version that wrote it, or a newer one.`,
    );
  const { log_id: found } = db.prepare<[], { log_id: string }>('SELECT log_id FROM log').get() ?? {};
  if (found !== logId)
    throw new GroupStateUnreadable(
      db.name,
      'its persistent subscriptions are those of another log. Put back the file that belongs to this log, or remove it and create them anew.',
    );
};
