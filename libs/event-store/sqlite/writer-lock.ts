import Database from 'better-sqlite3';
import { StoreLocked } from '../errors.js';

/**
 * Holds the right to write a log, until closed or until the process ends in whatever way: the lock is the operating
 * system's, on a file of its own, so that readers of the log are not kept out. StoreLocked if someone else has it.
 */
export class WriterLock {
  private readonly db: Database.Database;

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
