import Database from 'better-sqlite3';
import { StoreLocked } from '../errors.js';

/**
 * An exclusive lock on writing a log. The operating system holds it, and releases it however the process ends. It is
 * on a separate file next to the log, so it does not block readers.
 */
export class WriterLock {
  private readonly db: Database.Database;

  /** @throws StoreLocked if another process or store holds the lock */
  constructor(file: string) {
    this.db = new Database(`${file}.lock`, { timeout: 0 });
    try {
      this.db.exec('BEGIN EXCLUSIVE');
    } catch {
      this.db.close();
      throw new StoreLocked(file);
    }
  }

  release(): void {
    this.db.close();
  }
}
