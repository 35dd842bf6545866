import { randomUUID } from 'node:crypto';
import type Database from 'better-sqlite3';
import { StoreFailed, StoreUnreadable } from '../errors.js';

interface WriterRow {
  readonly id: string;
  readonly position: number;
}

const SELECT = 'SELECT id, position FROM writer';
const SELECT_LAST = 'SELECT ifnull(max(position), 0) FROM events';

/**
 * Makes the caller the writer of the log and returns its id; an earlier writer fails at its next commit. The commit
 * syncs the write-ahead log: a process that was killed between a write and its sync leaves events that must not
 * be read by anybody until they are on disk.
 * @throws StoreUnreadable if events are missing at the end of the log
 */
export const claimWriter = (db: Database.Database): string => {
  const id = randomUUID();
  db.transaction(() => {
    const recorded = db.prepare<[], WriterRow>(SELECT).get()?.position;
    const last = db.prepare<[], number>(SELECT_LAST).pluck().get();
    if (recorded !== last)
      throw new StoreUnreadable(
        db.name,
        `its last event is at position ${last}, but position ${recorded} was recorded. ` +
          'The disk has lost data that it had confirmed. Restore the file from a backup.',
      );
    db.prepare('UPDATE writer SET id = ?').run(id);
  }).immediate();
  return id;
};

/**
 * The record of the log's writer and its last position. Every commit checks it first and moves it last, in its
 * transaction: another process may have become the writer, or the disk may have lost the events that the commit
 * follows.
 */
export class WriterRecord {
  private readonly select: Database.Statement<[], WriterRow>;
  private readonly update: Database.Statement<[number]>;
  private readonly count: Database.Statement<[]>;

  constructor(
    private readonly db: Database.Database,
    private readonly id: string,
  ) {
    this.select = db.prepare<[], WriterRow>(SELECT);
    this.update = db.prepare('UPDATE writer SET position = ?');
    this.count = db.prepare('UPDATE writer SET probes = probes + 1');
  }

  /**
   * Compares the record with this writer and the last position that it knows.
   * @throws StoreFailed if they differ
   */
  check(last: number): void {
    const found = this.select.get();
    if (found !== undefined && found.id !== this.id) throw this.taken();
    if (found?.position !== last) throw this.lost(last, found?.position);
  }

  /** Records the new last position. */
  move(last: number): void {
    this.update.run(last);
  }

  /** Changes the record, so that the commit writes to the disk. */
  probe(): void {
    this.count.run();
  }

  private taken(): StoreFailed {
    return new StoreFailed(
      `Another process has opened ${this.db.name} for writing, although this one holds its lock. ` +
        'This process writes no more. Do not delete the lock file while an engine runs.',
    );
  }

  private lost(last: number, recorded: number | undefined): StoreFailed {
    return new StoreFailed(
      `${this.db.name} is damaged: its last event is at position ${last}, but position ${recorded} was recorded. ` +
        'The disk has lost data that it had confirmed. Stop the engine and restore the file from a backup.',
    );
  }
}
