import { Frontier } from '@ledgerdesk/ledger';
import type Database from 'better-sqlite3';
import { StoreFailed } from '../errors.js';
import { type LeafEvent, leafOf } from '../leaf.js';

interface FrontierRow {
  readonly size: number;
  readonly last_position: number;
  readonly since: number;
  readonly hashes: Buffer;
}

interface RecordedEvent extends LeafEvent {
  readonly position: number;
  /** Its leaf, if it was written with the event. */
  readonly leaf: Buffer | null;
}

/** Events of one step of `backfill`. A commit that arrives meanwhile waits for it, about 10 ms. */
const EVENTS_PER_STEP = 500;
const BYTES_PER_STEP = 1_048_576;

/** Leaves that one statement writes: half the time of as many statements. */
const LEAVES_PER_STATEMENT = 16;

const insertLeaves = (count: number): string =>
  `INSERT INTO leaves (position, hash) VALUES ${new Array<string>(count).fill('(?, ?)').join(', ')}`;

const FRONTIER = 'SELECT size, last_position, since, hashes FROM frontier';

/** Names the row: since the table has a trigger, SQLite would otherwise list its rows in a temporary table first. */
const UPDATE_FRONTIER = 'UPDATE frontier SET size = ?, last_position = ?, hashes = ? WHERE one = 1';

/** Events of the log, with the leaves that were written with them. */
const EVENTS_AFTER = `
  SELECT events.position, stream, revision, id, type, version, occurred_at AS occurredAt, recorded_at AS recordedAt,
    data, metadata, hash AS leaf
  FROM events LEFT JOIN leaves ON leaves.position = events.position
  WHERE events.position > ? ORDER BY events.position LIMIT ${EVENTS_PER_STEP}`;

/**
 * The writer's side of the tree of its log: the leaf of each event, and the frontier. While the leaves of an older log
 * are missing, appends write theirs only, and the frontier follows with `backfill`. Call every method in a transaction.
 * After one that failed, it is ahead of the log: call `reload`.
 */
export class LogLeaves {
  private frontier = new Frontier();
  /** The last position that the frontier has. */
  private last = 0;
  private since = 0;
  private isChanged = false;
  /** Leaves that are not written yet. */
  private unwritten: (readonly [position: number, leaf: Uint8Array])[] = [];
  private readonly select: Database.Statement<[], FrontierRow>;
  private readonly insert: Database.Statement<[number, Uint8Array]>;
  private readonly insertMany: Database.Statement<(number | Uint8Array)[]>;
  private readonly update: Database.Statement<[number, number, Uint8Array]>;
  private readonly eventsAfter: Database.Statement<[number], RecordedEvent>;

  constructor(private readonly db: Database.Database) {
    this.select = db.prepare<[], FrontierRow>(FRONTIER);
    this.insert = db.prepare(insertLeaves(1));
    this.insertMany = db.prepare(insertLeaves(LEAVES_PER_STATEMENT));
    this.update = db.prepare(UPDATE_FRONTIER);
    this.eventsAfter = db.prepare(EVENTS_AFTER);
    this.reload();
  }

  /** True if the tree has all events up to a position, the last one of the log. */
  reaches(position: number): boolean {
    return this.last >= position;
  }

  /** Adds an event that is appended at `position`. Its leaf is written by `save`, at the latest. */
  add(position: number, event: LeafEvent): void {
    const leaf = leafOf(event);
    if (leaf) this.write(position, leaf);
    if (this.last !== position - 1) return;
    if (leaf) this.frontier.append(leaf);
    this.last = position;
    this.isChanged = true;
  }

  /** Writes the leaves and the frontier, if events were added to the tree. */
  save(): void {
    for (const leaf of this.unwritten) this.insert.run(...leaf);
    this.unwritten = [];
    if (this.isChanged) this.update.run(this.frontier.size, this.last, this.frontier.toBytes());
    this.isChanged = false;
  }

  /** Adds a bounded number of earlier events to the tree, and saves it. */
  backfill(): void {
    let bytes = 0;
    for (const event of this.eventsAfter.all(this.last)) {
      this.extend(event);
      bytes += event.data.length + event.metadata.length;
      if (bytes >= BYTES_PER_STEP) break;
    }
    this.save();
  }

  /** Reads the frontier as it is recorded. */
  reload(): void {
    const row = this.select.get();
    this.frontier = row ? Frontier.fromBytes(row.hashes) : new Frontier();
    this.last = row?.last_position ?? 0;
    this.since = row?.since ?? 0;
    this.isChanged = false;
    this.unwritten = [];
  }

  private write(position: number, leaf: Uint8Array): void {
    this.unwritten.push([position, leaf]);
    if (this.unwritten.length < LEAVES_PER_STATEMENT) return;
    this.insertMany.run(...this.unwritten.flat());
    this.unwritten = [];
  }

  private extend(event: RecordedEvent): void {
    const leaf = event.leaf ?? this.hashEarlier(event);
    if (leaf) this.frontier.append(leaf);
    this.last = event.position;
    this.isChanged = true;
  }

  /** Hashes an event that was recorded before the log had leaves. */
  private hashEarlier(event: RecordedEvent): Uint8Array | undefined {
    const leaf = leafOf(event);
    if (!leaf) return undefined;
    if (event.position > this.since) throw this.missing(event.position);
    this.write(event.position, leaf);
    return leaf;
  }

  private missing(position: number): StoreFailed {
    return new StoreFailed(
      `${this.db.name} is damaged: the leaf of the event at position ${position} is missing. The disk has lost data ` +
        'that it had confirmed. Stop the engine and restore the file from a backup.',
    );
  }
}
