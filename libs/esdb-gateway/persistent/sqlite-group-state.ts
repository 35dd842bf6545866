import { closeSqliteFile, namingFile, openSqliteFile } from '@ledgerdesk/sqlite';
import type Database from 'better-sqlite3';
import type { Checkpoint } from './checkpoint.js';
import type { GroupDefinition, GroupId, GroupStateWriter, GroupState, ParkedEvent, SavedGroup } from './group-state.js';
import { ensureSchema, GroupStateUnreadable } from './group-state-schema.js';

interface GroupRow {
  readonly definition: string;
  readonly checkpoint: string | null;
}

class SqliteGroupStateWriter implements GroupStateWriter {
  constructor(
    private readonly db: Database.Database,
    private readonly id: GroupId,
  ) {}

  checkpoint(checkpoint: Checkpoint): void {
    this.db
      .prepare('UPDATE groups SET checkpoint = :checkpoint WHERE source = :source AND name = :name')
      .run({ ...this.key, checkpoint: JSON.stringify(checkpoint) });
  }

  park(events: readonly ParkedEvent[]): void {
    const insert = this.db.prepare(`INSERT INTO parked (source, name, position, stream, revision, event_id)
      VALUES (:source, :name, :position, :stream, :revision, :eventId) ON CONFLICT DO NOTHING`);
    this.db
      .transaction(() => {
        for (const event of events) insert.run({ ...this.key, ...event });
      })
      .immediate();
  }

  unpark(positions: readonly string[]): void {
    const remove = this.db.prepare(
      'DELETE FROM parked WHERE source = :source AND name = :name AND position = :position',
    );
    this.db
      .transaction(() => {
        for (const position of positions) remove.run({ ...this.key, position });
      })
      .immediate();
  }

  private get key(): GroupId {
    return { source: this.id.source, name: this.id.name };
  }
}

class SqliteGroupState implements GroupState {
  constructor(private readonly db: Database.Database) {}

  find({ source, name }: GroupId): SavedGroup | undefined {
    const row = this.db
      .prepare<[string, string], GroupRow>('SELECT definition, checkpoint FROM groups WHERE source = ? AND name = ?')
      .get(source, name);
    if (!row) return undefined;
    const parked = this.db
      .prepare<[string, string], ParkedEvent>(
        `SELECT position, stream, revision, event_id AS eventId FROM parked
         WHERE source = ? AND name = ? ORDER BY number`,
      )
      .all(source, name);
    return {
      ...(JSON.parse(row.definition) as GroupDefinition),
      parked,
      ...(row.checkpoint !== null && { checkpoint: JSON.parse(row.checkpoint) as Checkpoint }),
    };
  }

  list(): readonly GroupId[] {
    return this.db.prepare<[], GroupId>('SELECT source, name FROM groups ORDER BY source, name').all();
  }

  save(definition: GroupDefinition): void {
    const { source, name } = definition;
    this.db
      .prepare(
        `INSERT INTO groups (source, name, definition) VALUES (?, ?, ?)
         ON CONFLICT DO UPDATE SET definition = excluded.definition`,
      )
      .run(source, name, JSON.stringify(definition));
  }

  remove({ source, name }: GroupId): void {
    this.db.prepare('DELETE FROM groups WHERE source = ? AND name = ?').run(source, name);
  }

  writerOf(id: GroupId): GroupStateWriter {
    return new SqliteGroupStateWriter(this.db, id);
  }

  close(): void {
    closeSqliteFile(this.db);
  }
}

/** What to do if the file is damaged. */
export const REMEDY =
  'Restore it from a backup. If there is none, move it away with its -wal and -shm: clients then create their ' +
  'persistent subscriptions again.';

/** Commits survive a power failure only with a write-ahead log. */
const requireDurability = (db: Database.Database): void => {
  if (db.pragma('journal_mode', { simple: true }) !== 'wal')
    throw new GroupStateUnreadable(db.name, 'its file system does not support shared memory. Use a local disk.');
};

/**
 * Opens the state in an SQLite file, and creates it if missing.
 * @throws GroupStateUnreadable if it belongs to another log or version, or is on a network disk
 */
export const openSqliteGroupState = (file: string, logId: string): GroupState => {
  const db = openSqliteFile(file, { durability: 'full', remedy: REMEDY });
  try {
    requireDurability(db);
    db.pragma('foreign_keys = ON');
    ensureSchema(db, logId);
    return new SqliteGroupState(db);
  } catch (error) {
    db.close();
    throw namingFile(file, error, REMEDY);
  }
};
