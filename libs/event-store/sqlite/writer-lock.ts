import { createFile, requireAccess } from '@ledgerdesk/files';
import { errorCodeOf } from '@ledgerdesk/kernel';
import { namingFile } from '@ledgerdesk/sqlite';
import Database from 'better-sqlite3';
import { StoreLocked } from '../errors.js';

/** The lock file has no content. */
const REMEDY = 'Stop every engine that uses this folder and delete the file.';

const openLockFile = (file: string): Database.Database => {
  try {
    createFile(file, () => '');
    // A file that may only be read would be opened, and not locked.
    requireAccess(file, 'write');
    return new Database(file, { timeout: 0 });
  } catch (error) {
    throw namingFile(file, error, REMEDY);
  }
};

/**
 * An exclusive lock on writing a log. The operating system holds it, and releases it however the process ends. It is
 * on a separate file next to the log, so it does not block readers.
 */
export class WriterLock {
  private readonly db: Database.Database;

  /**
   * @throws StoreLocked if another process or store holds the lock
   * @throws FileInaccessible if the lock's file cannot be written
   */
  constructor(file: string) {
    this.db = openLockFile(`${file}.lock`);
    try {
      this.db.exec('BEGIN EXCLUSIVE');
    } catch (error) {
      this.db.close();
      throw errorCodeOf(error) === 'SQLITE_BUSY' ? new StoreLocked(file) : namingFile(this.db.name, error, REMEDY);
    }
  }

  release(): void {
    this.db.close();
  }
}
