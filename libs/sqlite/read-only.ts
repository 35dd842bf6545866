import { FileInaccessible, PRIVATE_FILE, requireAccess } from '@ledgerdesk/files';
import { errorCodeOf, messageOf } from '@ledgerdesk/kernel';
import Database from 'better-sqlite3';
import { chmodSync, constants, copyFileSync, existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isAccessError, namingFile } from './errors.js';

/**
 * Opens an existing SQLite file for reading, whether or not another process writes it. SQLite needs to write a file
 * beside it for that. Where this user may not do so, a private copy is opened, which lasts until it is closed.
 * @throws FileInaccessible, or the error of SQLite; with `remedy`, what to do if the file is damaged, FileDamaged
 */
export const openSqliteReadOnly = (file: string, remedy?: string): Database.Database => {
  try {
    return openedToRead(file);
  } catch (error) {
    if (!isAccessError(error) || !existsSync(file))
      throw remedy === undefined ? error : namingFile(file, error, remedy);
    for (const part of [file, `${file}-wal`]) requireAccess(part, 'read');
    return openCopy(file, error);
  }
};

/** The first query opens the write-ahead log. */
const openedToRead = (file: string): Database.Database => {
  const db = new Database(file, { readonly: true, fileMustExist: true });
  try {
    db.prepare('SELECT count(*) FROM sqlite_schema').get();
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
};

const openCopy = (file: string, cause: unknown): Database.Database => {
  const folder = mkdtempSync(join(tmpdir(), 'ledgerdesk-copy-'));
  const copy = join(folder, 'copy.db');
  try {
    copyUnchanged(file, copy);
    const merged = new Database(copy);
    // Merges the copied write-ahead log, so that one file is left.
    merged.pragma('journal_mode = DELETE');
    merged.close();
    return openedToRead(copy);
  } catch (error) {
    throw new FileInaccessible(
      file,
      cause,
      `This user may not write beside it, and it could not be copied to ${tmpdir()} (${messageOf(error)}). ` +
        'Run the command as the user of the engine, or set TMPDIR to a folder with room for a copy.',
    );
  } finally {
    // The open copy keeps its content until it is closed.
    rmSync(folder, { recursive: true, force: true });
  }
};

/** Size and time of the last change of a file; undefined if it is missing. */
const stateOf = (file: string): string | undefined => {
  const found = statSync(file, { throwIfNoEntry: false });
  return found && `${found.size} ${found.mtimeMs}`;
};

/** Copies a database and its write-ahead log. Throws if they change meanwhile. */
const copyUnchanged = (file: string, copy: string): void => {
  const states = (): string => `${stateOf(file)}, ${stateOf(`${file}-wal`)}`;
  const before = states();
  copyToWrite(file, copy);
  try {
    copyToWrite(`${file}-wal`, `${copy}-wal`);
  } catch (error) {
    if (errorCodeOf(error) !== 'ENOENT') throw error;
  }
  if (states() !== before) throw new Error('another process changed it meanwhile');
};

/** Copies a file without its mode, which may forbid writing. */
const copyToWrite = (file: string, copy: string): void => {
  copyFileSync(file, copy, constants.COPYFILE_FICLONE);
  chmodSync(copy, PRIVATE_FILE);
};
