import type Database from 'better-sqlite3';
import { RECENT_IDS } from '../port.js';
import type { Place, Recorded } from './judgement.js';
import { RecentMap } from './recent-map.js';

const CACHED_STREAMS = 50_000;

/** What the writer knows of its log, mostly from memory. `forget` after a commit that failed: memory then ran ahead. */
export class WrittenLog implements Recorded {
  private revisions = new RecentMap<number>(CACHED_STREAMS);
  /** Positions by event id; loaded when an append first asks, as most never do. */
  private recent: RecentMap<number> | undefined;
  private last: number;
  private readonly selectLast: Database.Statement<[], number>;
  private readonly selectRevision: Database.Statement<[string], number>;
  private readonly selectAt: Database.Statement<[string, number, string], Place>;
  private readonly selectPlace: Database.Statement<[number, string], Place>;
  private readonly selectIds: Database.Statement<[number], { id: string; position: number }>;

  constructor(db: Database.Database) {
    this.selectLast = db.prepare<[], number>('SELECT ifnull(max(position), 0) FROM events').pluck();
    this.selectRevision = db
      .prepare<[string], number>('SELECT ifnull(max(revision), -1) FROM events WHERE stream = ?')
      .pluck();
    this.selectAt = db.prepare('SELECT revision, position FROM events WHERE stream = ? AND revision = ? AND id = ?');
    this.selectPlace = db.prepare('SELECT revision, position FROM events WHERE position = ? AND stream = ?');
    this.selectIds = db.prepare('SELECT id, position FROM events WHERE position > ? ORDER BY position');
    this.last = this.readLast();
  }

  get lastPosition(): number {
    return this.last;
  }

  lastRevision(stream: string): number {
    return this.revisions.get(stream) ?? this.selectRevision.get(stream) ?? -1;
  }

  at(stream: string, revision: number, id: string): Place | undefined {
    return this.selectAt.get(stream, revision, id);
  }

  recently(stream: string, id: string): Place | undefined {
    this.recent ??= this.loadRecent();
    const position = this.recent.get(id);
    return position === undefined ? undefined : this.selectPlace.get(position, stream);
  }

  remember(stream: string, last: Place, ids: readonly string[]): void {
    this.revisions.set(stream, last.revision);
    ids.forEach((id, index) => this.recent?.set(id, this.last + 1 + index));
    this.last = last.position;
  }

  forget(): void {
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
