import type Database from 'better-sqlite3';
import { RECENT_IDS, TOMBSTONE_TYPE } from '../port.js';
import type { EventLocation, EventIndex } from '../append-decision.js';
import { RecentMap } from './recent-map.js';
import type { StreamHeads } from './stream-heads.js';

const CACHED_STREAMS = 50_000;

/** The writer's index of its log, mostly in memory. After a failed commit it is ahead of the log: call `reload`. */
export class LogIndex implements EventIndex {
  private revisions = new RecentMap<number>(CACHED_STREAMS);
  /** Streams that end with a tombstone. Fewer than those with a cached revision, so that they are evicted later. */
  private deleted = new RecentMap<true>(CACHED_STREAMS);
  /** Positions by event id. Loaded at the first append that needs it, since most engines never do. */
  private recent: RecentMap<number> | undefined;
  private last: number;
  private readonly selectLast: Database.Statement<[], number>;
  private readonly selectEnd: Database.Statement<[string], { revision: number; type: string }>;
  private readonly selectByRevision: Database.Statement<[string, number, string], EventLocation>;
  private readonly selectByPosition: Database.Statement<[number, string], EventLocation>;
  private readonly selectIds: Database.Statement<[number], { id: string; position: number }>;

  /** Compares each stream with `heads` when it is loaded. */
  constructor(
    db: Database.Database,
    private readonly heads: StreamHeads,
  ) {
    this.selectLast = db.prepare<[], number>('SELECT ifnull(max(position), 0) FROM events').pluck();
    this.selectEnd = db.prepare('SELECT revision, type FROM events WHERE stream = ? ORDER BY revision DESC LIMIT 1');
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
    return this.revisions.get(stream) ?? this.loadEnd(stream);
  }

  isDeleted(stream: string): boolean {
    if (this.revisions.get(stream) === undefined) this.loadEnd(stream);
    return this.deleted.get(stream) ?? false;
  }

  locate(stream: string, revision: number, id: string): EventLocation | undefined {
    return this.selectByRevision.get(stream, revision, id);
  }

  locateRecent(stream: string, id: string): EventLocation | undefined {
    this.recent ??= this.loadRecent();
    const position = this.recent.get(id);
    return position === undefined ? undefined : this.selectByPosition.get(position, stream);
  }

  /** Adds the events of an append to the index. `isTombstone`: the last of them deletes the stream. */
  add(stream: string, last: EventLocation, ids: readonly string[], isTombstone: boolean): void {
    this.setEnd(stream, last.revision, isTombstone);
    ids.forEach((id, index) => this.recent?.set(id, this.last + 1 + index));
    this.last = last.position;
  }

  /** Drops everything in memory. */
  reload(): void {
    this.revisions = new RecentMap(CACHED_STREAMS);
    this.deleted = new RecentMap(CACHED_STREAMS);
    this.recent = undefined;
    this.last = this.readLast();
  }

  /** Caches the end of a stream, also of one that does not exist. Returns its last revision. Throws StoreFailed. */
  private loadEnd(stream: string): number {
    const { revision, type } = this.selectEnd.get(stream) ?? { revision: -1, type: '' };
    this.heads.check(stream, revision);
    this.setEnd(stream, revision, type === TOMBSTONE_TYPE);
    return revision;
  }

  private setEnd(stream: string, revision: number, isDeleted: boolean): void {
    this.revisions.set(stream, revision);
    if (isDeleted) this.deleted.set(stream, true);
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
