import type Database from 'better-sqlite3';
import { openForWriting } from '../../sqlite/connection.js';
import type { GroupDefinition, GroupId, GroupRecord, GroupState, ParkedEvent, SavedGroup } from './group-state.js';
import type { Place } from './place.js';

/** The file is of another version, or belongs to another log. */
export class GroupStateUnreadable extends Error {
  readonly code = 'group-state-unreadable';
  constructor(readonly file: string, reason: string) {
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

interface GroupRow {
  readonly definition: string;
  readonly checkpoint: string | null;
}

const layOut = (db: Database.Database, logId: string): void => {
  db.exec(TABLES);
  db.prepare('INSERT INTO log (log_id) VALUES (?)').run(logId);
};

/** Throws where the file was laid out otherwise, or its places are those of another log. */
const prepare = (db: Database.Database, logId: string): void => {
  const layout = db.pragma('user_version', { simple: true });
  if (layout === 0) db.transaction(() => layOut(db, logId)).immediate();
  else if (layout !== LAYOUT) throw new GroupStateUnreadable(db.name, `its layout is ${String(layout)}, this version knows ${LAYOUT}. Use the version that wrote it, or a newer one.`);
  const { log_id: found } = db.prepare<[], { log_id: string }>('SELECT log_id FROM log').get() ?? {};
  if (found !== logId) throw new GroupStateUnreadable(db.name, 'its persistent subscriptions are those of another log. Put back the file that belongs to this log, or remove it and create them anew.');
};

class SqliteRecord implements GroupRecord {
  constructor(private readonly db: Database.Database, private readonly id: GroupId) {}

  checkpoint(place: Place): void {
    this.db.prepare('UPDATE groups SET checkpoint = :place WHERE source = :source AND name = :name').run({ ...this.key, place: JSON.stringify(place) });
  }

  park(events: readonly ParkedEvent[]): void {
    const insert = this.db.prepare(`INSERT INTO parked (source, name, position, stream, revision)
      VALUES (:source, :name, :position, :stream, :revision) ON CONFLICT DO NOTHING`);
    this.db.transaction(() => { for (const event of events) insert.run({ ...this.key, ...event }); }).immediate();
  }

  unpark(positions: readonly string[]): void {
    const remove = this.db.prepare('DELETE FROM parked WHERE source = :source AND name = :name AND position = :position');
    this.db.transaction(() => { for (const position of positions) remove.run({ ...this.key, position }); }).immediate();
  }

  private get key(): GroupId {
    return { source: this.id.source, name: this.id.name };
  }
}

class SqliteGroupState implements GroupState {
  constructor(private readonly db: Database.Database) {}

  find({ source, name }: GroupId): SavedGroup | undefined {
    const row = this.db.prepare<[string, string], GroupRow>('SELECT definition, checkpoint FROM groups WHERE source = ? AND name = ?').get(source, name);
    if (!row) return undefined;
    const parked = this.db.prepare<[string, string], ParkedEvent>('SELECT position, stream, revision FROM parked WHERE source = ? AND name = ? ORDER BY number').all(source, name);
    return {
      ...JSON.parse(row.definition) as GroupDefinition, parked, ...(row.checkpoint !== null && { checkpoint: JSON.parse(row.checkpoint) as Place }),
    };
  }

  list(): readonly GroupId[] {
    return this.db.prepare<[], GroupId>('SELECT source, name FROM groups ORDER BY source, name').all();
  }

  save(definition: GroupDefinition): void {
    const { source, name } = definition;
    this.db.prepare('INSERT INTO groups (source, name, definition) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET definition = excluded.definition')
      .run(source, name, JSON.stringify(definition));
  }

  remove({ source, name }: GroupId): void {
    this.db.prepare('DELETE FROM groups WHERE source = ? AND name = ?').run(source, name);
  }

  recordOf(id: GroupId): GroupRecord {
    return new SqliteRecord(this.db, id);
  }

  close(): void {
    this.db.close();
  }
}

/** A file of its own beside the log. Throws GroupStateUnreadable for one that belongs to another log or version. */
export const openSqliteGroupState = (file: string, logId: string): GroupState => {
  const db = openForWriting(file);
  try {
    db.pragma('foreign_keys = ON');
    prepare(db, logId);
    return new SqliteGroupState(db);
  } catch (fault) {
    db.close();
    throw fault;
  }
};
