import { syncFolder, replaceFile } from '@ledgerdesk/files';
import { errorCodeOf } from '@ledgerdesk/kernel';
import Database from 'better-sqlite3';
import { createHash } from 'node:crypto';
import {
  closeSync,
  createReadStream,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { open } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { type ExportedFile, type ExportManifest, MANIFEST_NAME, readExportManifest } from './export-manifest.js';
import type { DraftFile } from './part.js';

/** Files that are being written. A finished part is moved out of it. */
const DRAFTS = '.unfinished';
/** It stays: if one process removed it while another has it open, two could hold a lock, each of a file of its own. */
const LOCK = '.lock';

/** The folders of the files of an export. */
const TABLE_FOLDERS = ['events', 'types'];

/** A folder that cannot take an export, and why. */
export class FolderRefused extends Error {
  readonly code = 'invalid-output';
}

/** As the umask allows: the user of the command decides who else may read its files. */
const UMASK_DECIDES = 0o666;

/** SHA-256 of the contents of a file, in lower-case hex. */
export const sha256Of = async (file: string): Promise<string> => {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
};

const sync = async (file: string): Promise<void> => {
  const handle = await open(file, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
};

/** Creates an empty file if there is none. An existing one is not opened: that could release locks of this process. */
const ensureFile = (file: string): void => {
  try {
    closeSync(openSync(file, 'wx', UMASK_DECIDES));
  } catch (error) {
    if (errorCodeOf(error) !== 'EEXIST') throw error;
  }
};

/**
 * The folder of an export. Its files appear in it when they are complete. The operating system holds its lock, and
 * releases it however the process ends.
 */
export class ExportFolder {
  readonly #lock: Database.Database;

  private constructor(readonly path: string) {
    const lock = join(path, LOCK);
    ensureFile(lock);
    this.#lock = new Database(lock, { timeout: 0 });
  }

  /**
   * Opens a folder for writing, and creates it if it is missing. What an export that was killed left unfinished is
   * deleted.
   * @throws FolderRefused if another export writes into it, or it has other files
   */
  static open(path: string): ExportFolder {
    if (existsSync(path) && !statSync(path).isDirectory())
      throw new FolderRefused(`${path} is not a folder. Name one.`);
    mkdirSync(path, { recursive: true });
    const others = readdirSync(path).filter((name) => !name.startsWith('.'));
    if (others.length > 0 && !existsSync(join(path, MANIFEST_NAME)))
      throw new FolderRefused(`${path} has other files, such as ${others[0] ?? ''}. Name an empty folder.`);
    const folder = new ExportFolder(path);
    folder.#acquire();
    rmSync(folder.drafts, { recursive: true, force: true });
    return folder;
  }

  #acquire(): void {
    try {
      this.#lock.exec('BEGIN EXCLUSIVE');
    } catch (error) {
      this.#lock.close();
      if (errorCodeOf(error) !== 'SQLITE_BUSY') throw error;
      throw new FolderRefused(`Another export writes into ${this.path}. Wait for its end, or name another folder.`);
    }
  }

  /** The folder for files that are not complete. */
  get drafts(): string {
    return join(this.path, DRAFTS);
  }

  /** The manifest; undefined before the first part. */
  readManifest(): ExportManifest | undefined {
    return readExportManifest(this.path);
  }

  writeManifest(manifest: ExportManifest): void {
    replaceFile(join(this.path, MANIFEST_NAME), `${JSON.stringify(manifest, null, 1)}\n`, UMASK_DECIDES);
  }

  /** Moves complete files from a folder of drafts to their places, and returns them with their digests. */
  async publish(drafts: string, files: readonly DraftFile[]): Promise<readonly ExportedFile[]> {
    const published: ExportedFile[] = [];
    for (const { path, table, rows } of files) {
      const [draft, target] = [join(drafts, path), join(this.path, path)];
      await sync(draft);
      published.push({ path, table, rows, bytes: statSync(draft).size, sha256: await sha256Of(draft) });
      mkdirSync(dirname(target), { recursive: true });
      renameSync(draft, target);
    }
    for (const folder of new Set(published.map(({ path }) => dirname(join(this.path, path))))) syncFolder(folder);
    return published;
  }

  /** Deletes what lies in the folders of tables beside these files: parts that the manifest does not name. */
  keepOnly(files: readonly ExportedFile[]): void {
    const kept = new Set(files.map(({ path }) => path));
    for (const folder of TABLE_FOLDERS) {
      if (!existsSync(join(this.path, folder))) continue;
      for (const entry of readdirSync(join(this.path, folder), { recursive: true, withFileTypes: true })) {
        const file = join(entry.parentPath, entry.name);
        if (entry.isFile() && !kept.has(relative(this.path, file).split(sep).join('/'))) rmSync(file);
      }
    }
  }

  /** Returns true if a file is as the manifest has it. */
  async isIntact({ path, bytes, sha256 }: ExportedFile): Promise<boolean> {
    const file = join(this.path, path);
    return statSync(file, { throwIfNoEntry: false })?.size === bytes && (await sha256Of(file)) === sha256;
  }

  close(): void {
    rmSync(this.drafts, { recursive: true, force: true });
    this.#lock.close();
  }
}
