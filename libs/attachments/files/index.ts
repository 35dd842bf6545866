import {
  createPrivateFolder,
  giveFolderToOwner,
  giveToOwnerOfFolder,
  namingFileError,
  PRIVATE_FOLDER,
  requireAccess,
} from '@ledgerdesk/files';
import type { Instant } from '@ledgerdesk/kernel';
import { randomUUID } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { mkdir, open, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { hashChunks } from '../hash-chunks.js';
import type { AttachmentReader, AttachmentStore, StoredFile } from '../port.js';
import { ifExists, syncFolder } from './disk.js';
import { AttachmentFolder } from './folder.js';
import { FreeSpace } from './free-space.js';

/**
 * Writes a new file durably, dated `at`. Opens the file before reading the content and closes it before rejecting, so
 * that a caller can remove the file after a failure.
 */
const writeDraft = async (draft: string, content: AsyncIterable<Uint8Array>, at: Instant): Promise<StoredFile> => {
  const hashed = hashChunks(content);
  const file = await open(draft, 'wx', 0o600);
  try {
    giveToOwnerOfFolder(draft, file.fd);
    await writeFile(file, hashed.chunks);
    await file.utimes(new Date(at), new Date(at));
    await file.sync();
  } finally {
    await file.close();
  }
  return hashed.storedFile();
};

/** Stores attachments in a folder. Each file is named by the SHA-256 of its content. */
class AttachmentFiles extends AttachmentFolder implements AttachmentStore {
  /** Serializes renames and deletions: a file that is stored again must not be deleted. */
  #queue: Promise<void> = Promise.resolve();

  constructor(
    path: string,
    private readonly incoming: string,
    private readonly space: FreeSpace,
  ) {
    super(path);
  }

  async put(content: AsyncIterable<Uint8Array>, at: Instant): Promise<StoredFile> {
    const draft = join(this.incoming, randomUUID());
    try {
      const storedFile = await writeDraft(draft, this.space.guard(this.incoming, content), at);
      await this.enqueue(() => this.moveIntoPlace(draft, storedFile.sha256));
      return storedFile;
    } catch (error) {
      await rm(draft, { force: true });
      throw error;
    }
  }

  delete(sha256: string, before: Instant): Promise<void> {
    return this.enqueue(async () => {
      if (await this.isOlder(sha256, before)) await rm(this.fileOf(sha256), { force: true });
    });
  }

  override close(): Promise<void> {
    return this.#queue;
  }

  private async moveIntoPlace(draft: string, sha256: string): Promise<void> {
    const folder = this.folderOf(sha256);
    await mkdir(folder, { mode: PRIVATE_FOLDER }).then(() => giveFolderToOwner(folder), ifExists);
    await rename(draft, this.fileOf(sha256));
    await syncFolder(folder);
    await syncFolder(this.path);
  }

  private enqueue(step: () => Promise<void>): Promise<void> {
    const done = this.#queue.then(step);
    this.#queue = done.catch(() => undefined);
    return done;
  }
}

/** The folders of files, named by the first two digits of their hashes. */
const SUBFOLDER = /^[0-9a-f]{2}$/;

/** @throws FileInaccessible if this process may not write a folder of files */
const requireFolders = (path: string): void => {
  requireAccess(path, 'write folder');
  for (const name of readdirSync(path)) if (SUBFOLDER.test(name)) requireAccess(join(path, name), 'write folder');
};

/** Deletes uploads that an earlier process did not finish. */
const emptyFolder = async (folder: string): Promise<void> => {
  try {
    await rm(folder, { recursive: true, force: true });
    createPrivateFolder(folder);
  } catch (error) {
    throw namingFileError(folder, error, 'write folder');
  }
};

/**
 * Opens a folder of attachments for its only writer, which leaves `space` on the disk. Deletes uploads that an earlier
 * process did not finish.
 * @throws FileInaccessible if this process may not write the folder, or one in it
 */
export const openAttachmentFiles = async (path: string, space = new FreeSpace(0)): Promise<AttachmentStore> => {
  const incoming = join(path, 'incoming');
  createPrivateFolder(path);
  requireFolders(path);
  await emptyFolder(incoming);
  return new AttachmentFiles(path, incoming, space);
};

export { FreeSpace } from './free-space.js';

/** Opens a folder of attachments read-only. The folder may be created later. */
export const openAttachmentReader = (path: string): AttachmentReader => new AttachmentFolder(path);
