import type Database from 'better-sqlite3';
import { openForWriting } from '../../event-store/sqlite/connection.js';
import type { GroupDefinition, GroupId, GroupRecord, GroupState, ParkedEvent, SavedGroup } from './group-state.js';
import { prepare } from './group-state-schema.js';
import type { Place } from './checkpoint.js';

interface GroupRow {
  readonly definition: string;
  readonly checkpoint: string | null;
}

class SqliteRecord implements GroupRecord {
  constructor(
    private readonly db: Database.Database,
    private readonly id: GroupId,
  ) {}

  checkpoint(place: Place): void {
    this.db
      .prepare('UPDATE groups SET checkpoint = :place WHERE source = :source AND name = :name')
      .run({ ...this.key, place: JSON.stringify(place) });
  }

  park(events: readonly ParkedEvent[]): void {
    const insert = this.db.prepare(`INSERT INTO parked (source, name, position, stream, revision)
      VALUES (:source, :name, :position, :stream, :revision) ON CONFLICT DO NOTHING`);
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
        'SELECT position, stream, revision FROM parked WHERE source = ? AND name = ? ORDER BY number',
      )
      .all(source, name);
    return {
      ...(JSON.parse(row.definition) as GroupDefinition),
      parked,
      ...(row.checkpoint !== null && { checkpoint: JSON.parse(row.checkpoint) as Place }),
    };
  }

  list(): readonly GroupId[] {
    return this.db.prepare<[], GroupId>('SELECT source, name FROM groups ORDER BY source, name').all();
  }

  save(definition: GroupDefinition): void {
    const { source, name } = definition;
    this.db
      .prepare(
        'INSERT INTO groups (source, name, definition) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET definition = excluded.definition',
      )
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
