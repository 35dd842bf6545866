import {
  createFile,
  createPrivateFolder,
  namingFileError,
  pathKind,
  requireAccess,
  syncFolder,
} from '@ledgerdesk/files';
import { errorCodeOf } from '@ledgerdesk/kernel';
import { namingFile } from '@ledgerdesk/sqlite';
import { Type } from '@sinclair/typebox';
import { Ajv } from 'ajv';
import Database from 'better-sqlite3';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { BackupDamaged, BackupNotFound, BackupOfOtherLog, BackupRunning, InvalidTarget } from './errors.js';
import { BACKUP_FORMAT } from './manifest.js';
import { ATTACHMENTS_FOLDER, LOG_FOLDER, PLACE_FILE, PLACE_LOCK, SNAPSHOTS_FOLDER, UNFINISHED } from './names.js';

/** What a folder contains: backups of data, or of the keys that open them. */
export type PlaceKind = 'data' | 'keys';

const IDENTITY = Type.Object({
  format: Type.Literal(BACKUP_FORMAT),
  kind: Type.Union([Type.Literal('data'), Type.Literal('keys')]),
  logId: Type.String(),
});

interface Identity {
  readonly kind: PlaceKind;
  readonly logId: string;
}

const CONTENT: Readonly<Record<PlaceKind, string>> = { data: 'backups', keys: 'backups of keys' };
const FOLDERS: Readonly<Record<PlaceKind, readonly string[]>> = {
  data: [LOG_FOLDER, ATTACHMENTS_FOLDER, SNAPSHOTS_FOLDER],
  keys: [SNAPSHOTS_FOLDER],
};
const SNAPSHOT = /^\d{6,}-\d{8}T\d{6}Z$/;

const ajv = new Ajv();

const readIdentity = (path: string): Identity | undefined => {
  const file = join(path, PLACE_FILE);
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if (/^(?:ENOENT|ENOTDIR)$/.test(errorCodeOf(error) ?? '')) return undefined;
    throw namingFileError(file, error, 'read');
  }
  try {
    const content: unknown = JSON.parse(text);
    if (ajv.validate<Identity>(IDENTITY, content)) return content;
  } catch {
    // Reported below.
  }
  throw new BackupDamaged(file, `it does not say that this is a folder of backups of the format ${BACKUP_FORMAT}`);
};

/** @throws InvalidTarget if the path is something that a backup must not be written into */
const requireEmpty = (path: string): void => {
  const found = pathKind(path);
  if (found === 'nothing') return;
  if (found !== 'folder') throw new InvalidTarget(`${path} is not a folder. Name a folder for backups.`);
  requireAccess(path, 'write folder');
  if (readdirSync(path).some((name) => name !== 'lost+found'))
    throw new InvalidTarget(`${path} has other files in it. Name a new or empty folder, or one of earlier backups.`);
};

const lock = (path: string): Database.Database => {
  const file = join(path, PLACE_LOCK);
  let db: Database.Database | undefined;
  try {
    createFile(file, () => '');
    requireAccess(file, 'write');
    db = new Database(file, { timeout: 0 });
    db.exec('BEGIN EXCLUSIVE');
    return db;
  } catch (error) {
    db?.close();
    throw errorCodeOf(error) === 'SQLITE_BUSY' ? new BackupRunning(path) : namingFile(file, error);
  }
};

/**
 * A folder of backups of one log. Files that backups share lie beside the snapshots, of which each is a folder; a
 * snapshot gets its name when it is whole.
 */
export class BackupPlace {
  private constructor(
    readonly path: string,
    readonly kind: PlaceKind,
    readonly logId: string,
    private readonly lock: Database.Database | undefined,
  ) {}

  /**
   * Opens a folder to write a backup into, and creates it if it is missing. Holds it alone until `close`.
   * @throws InvalidTarget if it is something else
   * @throws BackupOfOtherLog if it has backups of another log
   * @throws BackupRunning if another process holds it
   */
  static openForWriting(path: string, kind: PlaceKind, logId: string): BackupPlace {
    const folder = resolve(path);
    const known = readIdentity(folder);
    if (!known) requireEmpty(folder);
    if (known && known.kind !== kind)
      throw new InvalidTarget(`${folder} is a folder of ${CONTENT[known.kind]}. Keep ${CONTENT[kind]} apart from it.`);
    if (known && known.logId !== logId)
      throw new BackupOfOtherLog(
        `${folder} has backups of the log ${known.logId}, this is ${logId}. Name another folder.`,
      );
    createPrivateFolder(folder);
    requireAccess(folder, 'write folder');
    const place = new BackupPlace(folder, kind, logId, lock(folder));
    for (const name of FOLDERS[kind]) createPrivateFolder(join(folder, name));
    const identity = { format: BACKUP_FORMAT, kind, logId };
    createFile(join(folder, PLACE_FILE), () => `${JSON.stringify(identity)}\n`);
    return place;
  }

  /**
   * Opens a folder of backups to read.
   * @throws BackupNotFound if it is none
   */
  static openForReading(path: string, kind: PlaceKind): BackupPlace {
    const folder = resolve(path);
    requireAccess(folder, 'read folder');
    const known = readIdentity(folder);
    if (known?.kind !== kind) throw new BackupNotFound(`${folder} is no folder of ${CONTENT[kind]} of Ledgerdesk.`);
    return new BackupPlace(folder, kind, known.logId, undefined);
  }

  /**
   * Opens a folder of backups of keys to rewrite them. Holds it alone until `close`.
   * @throws BackupNotFound if it is none
   * @throws BackupRunning if another process holds it
   */
  static openToRewriteKeys(path: string): BackupPlace {
    const { path: folder, kind, logId } = BackupPlace.openForReading(path, 'keys');
    return new BackupPlace(folder, kind, logId, lock(folder));
  }

  /** Names of whole snapshots, oldest first. */
  snapshots(): readonly string[] {
    return this.entries()
      .filter((name) => SNAPSHOT.test(name))
      .toSorted();
  }

  /** Names of snapshots that were not finished. */
  unfinished(): readonly string[] {
    return this.entries().flatMap((name) => (name.endsWith(UNFINISHED) ? name.slice(0, -UNFINISHED.length) : []));
  }

  /** Path of a file of this place. */
  at(...names: readonly string[]): string {
    return join(this.path, ...names);
  }

  /** Path of a file of a whole snapshot. */
  inSnapshot(id: string, ...names: readonly string[]): string {
    return this.at(SNAPSHOTS_FOLDER, id, ...names);
  }

  /** Creates the folder of a snapshot that is being written, and returns its path. */
  beginSnapshot(id: string): string {
    const folder = this.inSnapshot(id + UNFINISHED);
    createPrivateFolder(folder);
    return folder;
  }

  /** Gives a snapshot its name, durably. All its files must be synced. */
  finishSnapshot(id: string): void {
    const draft = this.inSnapshot(id + UNFINISHED);
    syncFolder(draft);
    renameSync(draft, this.inSnapshot(id));
    syncFolder(this.at(SNAPSHOTS_FOLDER));
  }

  /** Deletes a snapshot: it stops being one before its files are deleted. */
  deleteSnapshot(id: string): void {
    const dropped = this.inSnapshot(id + UNFINISHED);
    rmSync(dropped, { recursive: true, force: true });
    if (existsSync(this.inSnapshot(id))) renameSync(this.inSnapshot(id), dropped);
    syncFolder(this.at(SNAPSHOTS_FOLDER));
    rmSync(dropped, { recursive: true, force: true });
  }

  close(): void {
    this.lock?.close();
  }

  private entries(): readonly string[] {
    const folder = this.at(SNAPSHOTS_FOLDER);
    try {
      return readdirSync(folder);
    } catch (error) {
      if (errorCodeOf(error) === 'ENOENT') return [];
      throw namingFileError(folder, error, 'read folder');
    }
  }
}
