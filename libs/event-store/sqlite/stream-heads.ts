import type Database from 'better-sqlite3';
import { StoreFailed } from '../errors.js';

/** Revision of a stream without events. */
const NONE = -1;

/**
 * The last revision of each stream, recorded a second time by the transaction that writes its events. The index of
 * events by stream alone is not enough: if the disk loses a page of it, a repeated append looks new, and no constraint
 * objects, because a constraint is an index too.
 */
export class StreamHeads {
  private readonly select: Database.Statement<[string], number>;
  private readonly insert: Database.Statement<[string, number]>;
  private readonly update: Database.Statement<[number, string, number]>;

  constructor(private readonly db: Database.Database) {
    this.select = db.prepare<[string], number>('SELECT revision FROM stream_heads WHERE stream = ?').pluck();
    this.insert = db.prepare('INSERT INTO stream_heads (stream, revision) VALUES (?, ?) ON CONFLICT DO NOTHING');
    this.update = db.prepare('UPDATE stream_heads SET revision = ? WHERE stream = ? AND revision = ?');
  }

  /**
   * Compares the last revision of a stream by its events with the recorded one; -1 if there are none.
   * @throws StoreFailed if they differ
   */
  check(stream: string, revision: number): void {
    const recorded = this.select.get(stream) ?? NONE;
    if (recorded !== revision) throw this.mismatch(stream, revision, recorded);
  }

  /**
   * Records the new last revision of a stream.
   * @throws StoreFailed if `before` is not the recorded one
   */
  raise(stream: string, before: number, revision: number): void {
    const { changes } = before === NONE ? this.insert.run(stream, revision) : this.update.run(revision, stream, before);
    if (changes !== 1) throw this.mismatch(stream, before, this.select.get(stream) ?? NONE);
  }

  private mismatch(stream: string, revision: number, recorded: number): StoreFailed {
    return new StoreFailed(
      `${this.db.name} is damaged: stream ${stream} ends at revision ${revision} by its events, but revision ` +
        `${recorded} was recorded. The disk has lost data that it had confirmed. ` +
        'Stop the engine and restore the file from a backup.',
    );
  }
}
