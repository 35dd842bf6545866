import { createFile } from '@ledgerdesk/files';
import { errorCodeOf } from '@ledgerdesk/kernel';
import { namingFile, openSqliteReadOnly } from '@ledgerdesk/sqlite';
import Database from 'better-sqlite3';
import { digestOf, type FileDigest, syncFile } from './durable-writer.js';
import { SourceUnreadable } from './errors.js';

/** An SQLite file to save. */
export interface DatabaseSource {
  /** Name in the backup. */
  readonly name: string;
  readonly file: string;
  /** What is removed from the copy, because no backup may contain it. */
  readonly scrub?: readonly Scrub[];
}

/** SQL that removes the content of a column, if the file has it: files of older versions may not. */
interface Scrub {
  readonly table: string;
  readonly column: string;
  readonly sql: string;
}

const hasColumn = (db: Database.Database, { table, column }: Scrub): boolean =>
  db.prepare('SELECT 1 FROM pragma_table_info(?) WHERE name = ?').get(table, column) !== undefined;

const removeFrom = (copy: string, scrubs: readonly Scrub[]): void => {
  const db = new Database(copy);
  try {
    db.pragma('journal_mode = MEMORY');
    db.pragma('secure_delete = ON');
    for (const scrub of scrubs) if (hasColumn(db, scrub)) db.exec(scrub.sql);
    db.exec('VACUUM');
  } finally {
    db.close();
  }
};

const requireIntact = (copy: string, source: string): void => {
  const db = new Database(copy, { readonly: true });
  try {
    const found = String(db.pragma('integrity_check(1)', { simple: true }));
    if (found !== 'ok') throw new SourceUnreadable(source, found.replaceAll('\n', ' '));
  } finally {
    db.close();
  }
};

/** Errors of writing: the source is only read. */
const WRITE_FAULT = /^(?:SQLITE_FULL|SQLITE_IOERR_(?:WRITE|FSYNC|DIR_FSYNC|TRUNCATE|FSTAT|CLOSE|DELETE))$/;

const isOfCopy = (error: unknown): boolean => WRITE_FAULT.test(errorCodeOf(error) ?? '');

/**
 * Copies an SQLite file as of one moment, while others write it: they do not wait. The copy is compact, synced, private
 * and checked.
 * @throws SourceUnreadable if the file is damaged
 */
export const copyDatabase = async ({ file, scrub }: DatabaseSource, copy: string): Promise<FileDigest> => {
  try {
    createFile(copy, () => '');
    const db = openSqliteReadOnly(file);
    try {
      db.prepare('VACUUM INTO ?').run(copy);
    } finally {
      db.close();
    }
    if (scrub !== undefined) removeFrom(copy, scrub);
    requireIntact(copy, file);
  } catch (error) {
    if (error instanceof SourceUnreadable) throw error;
    throw namingFile(isOfCopy(error) ? copy : file, error, 'It cannot be saved as it is.');
  }
  await syncFile(copy);
  return digestOf(copy);
};
