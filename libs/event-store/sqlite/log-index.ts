import type Database from 'better-sqlite3';
import { RECENT_IDS } from '../port.js';
import type { EventLocation, EventIndex } from '../append-decision.js';
import { RecentMap } from './recent-map.js';

const CACHED_STREAMS = 50_000;

/** The writer's index of its log, mostly in memory. After a failed commit it is ahead of the log: call `reload`. */
export class LogIndex implements EventIndex {
  private revisions = new RecentMap<number>(CACHED_STREAMS);
  /** Positions by event id. Loaded at the first append that needs it, since most engines never do. */
  private recent: RecentMap<number> | undefined;
  private last: number;
  private readonly selectLast: Database.Statement<[], number>;
  private readonly selectRevision: Database.Statement<[string], number>;
  private readonly selectByRevision: Database.Statement<[string, number, string], EventLocation>;
  private readonly selectByPosition: Database.Statement<[number, string], EventLocation>;
  private readonly selectIds: Database.Statement<[number], { id: string; position: number }>;

  constructor(db: Database.Database) {
    this.selectLast = db.prepare<[], number>('SELECT ifnull(max(position), 0) FROM events').pluck();
    this.selectRevision = db
      .prepare<[string], number>('SELECT ifnull(max(revision), -1) FROM events WHERE stream = ?')
      .pluck();
    this.selectByRevision = db.prepare(
      'SELECT revision, position FROM events WHERE stream = ? AND revision = ? AND id = ?',
    );
    this.selectByPosition = db.prepare('SELECT revision, position FROM events WHERE position = ? AND stream = ?');
    this.selectIds = db.prepare('SELECT id, position FROM events WHERE position > ? ORDER BY position');
    this.last = this.readLast();
  }

  get lastPosition(): number {
    return this.last;
  }

  lastRevision(stream: string): number {
    return this.revisions.get(stream) ?? this.selectRevision.get(stream) ?? -1;
  }

  locate(stream: string, revision: number, id: string): EventLocation | undefined {
    return this.selectByRevision.get(stream, revision, id);
  }

  locateRecent(stream: string, id: string): EventLocation | undefined {
    this.recent ??= this.loadRecent();
    const position = this.recent.get(id);
    return position === undefined ? undefined : this.selectByPosition.get(position, stream);
  }

  /** Adds the events of an append to the index. */
  add(stream: string, last: EventLocation, ids: readonly string[]): void {
    this.revisions.set(stream, last.revision);
    ids.forEach((id, index) => this.recent?.set(id, this.last + 1 + index));
    this.last = last.position;
  }

  /** Drops everything in memory. */
  reload(): void {
    this.revisions = new RecentMap(CACHED_STREAMS);
    this.recent = undefined;
    this.last = this.readLast();
  }

  private readLast(): number {
    return this.selectLast.get() ?? 0;
  }

  private loadRecent(): RecentMap<number> {
    const recent = new RecentMap<number>(RECENT_IDS);
    for (const { id, position } of this.selectIds.iterate(this.last - RECENT_IDS)) recent.set(id, position);
    return recent;
  }
}
