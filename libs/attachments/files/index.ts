import { createPrivateFolder, PRIVATE_FOLDER } from '@ledgerdesk/files';
import type { Instant } from '@ledgerdesk/kernel';
import { randomUUID } from 'node:crypto';
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
    await mkdir(this.folderOf(sha256), { mode: PRIVATE_FOLDER }).catch(ifExists);
    await rename(draft, this.fileOf(sha256));
    await syncFolder(this.folderOf(sha256));
    await syncFolder(this.path);
  }

  private enqueue(step: () => Promise<void>): Promise<void> {
    const done = this.#queue.then(step);
    this.#queue = done.catch(() => undefined);
    return done;
  }
}

/**
 * Opens a folder of attachments for its only writer, which leaves `space` on the disk. Deletes uploads that an earlier
 * process did not finish.
 */
export const openAttachmentFiles = async (path: string, space = new FreeSpace(0)): Promise<AttachmentStore> => {
  const incoming = join(path, 'incoming');
  await rm(incoming, { recursive: true, force: true });
  createPrivateFolder(incoming);
  return new AttachmentFiles(path, incoming, space);
};

export { FreeSpace } from './free-space.js';

/** Opens a folder of attachments read-only. The folder may be created later. */
export const openAttachmentReader = (path: string): AttachmentReader => new AttachmentFolder(path);
