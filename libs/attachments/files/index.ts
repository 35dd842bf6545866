import type { Instant } from '@ledgerdesk/kernel';
import { randomUUID } from 'node:crypto';
import { mkdir, open, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { hashChunks } from '../hash-chunks.js';
import type { AttachmentReader, AttachmentStore, StoredFile } from '../port.js';
import { syncFolder } from './disk.js';
import { AttachmentFolder } from './folder.js';

/**
 * Writes a new file dated `at`, on disk when it resolves. The file is open before the content is read and closed before
 * this rejects, so that a caller that removes the file after a failure leaves none behind.
 */
const writeDraft = async (draft: string, content: AsyncIterable<Uint8Array>, at: Instant): Promise<StoredFile> => {
  const hashing = hashChunks(content);
  const file = await open(draft, 'wx', 0o600);
  try {
    await writeFile(file, hashing.chunks);
    await file.utimes(new Date(at), new Date(at));
    await file.sync();
  } finally {
    await file.close();
  }
  return hashing.storedFile();
};

/** A folder in which a file is named by the hash of its content. */
class AttachmentFiles extends AttachmentFolder implements AttachmentStore {
  /** Files are put in their place and taken away one at a time: what is put again must not be taken away. */
  #turn: Promise<void> = Promise.resolve();

  constructor(
    path: string,
    private readonly incoming: string,
  ) {
    super(path);
  }

  async put(content: AsyncIterable<Uint8Array>, at: Instant): Promise<StoredFile> {
    const draft = join(this.incoming, randomUUID());
    try {
      const storedFile = await writeDraft(draft, content, at);
      await this.inTurn(() => this.place(draft, storedFile.sha256));
      return storedFile;
    } catch (fault) {
      await rm(draft, { force: true });
      throw fault;
    }
  }

  delete(sha256: string, before: Instant): Promise<void> {
    return this.inTurn(async () => {
      if (await this.isOlder(sha256, before)) await rm(this.fileOf(sha256), { force: true });
    });
  }

  override close(): Promise<void> {
    return this.#turn;
  }

  private async place(draft: string, sha256: string): Promise<void> {
    await mkdir(this.folderOf(sha256), { recursive: true, mode: 0o700 });
    await rename(draft, this.fileOf(sha256));
    await syncFolder(this.folderOf(sha256));
    await syncFolder(this.path);
  }

  private inTurn(step: () => Promise<void>): Promise<void> {
    const done = this.#turn.then(step);
    this.#turn = done.catch(() => undefined);
    return done;
  }
}

/** Keeps attachments in a folder that one process writes to. What an earlier process left unfinished is removed. */
export const openAttachmentFiles = async (path: string): Promise<AttachmentStore> => {
  const incoming = join(path, 'incoming');
  await rm(incoming, { recursive: true, force: true });
  await mkdir(incoming, { recursive: true, mode: 0o700 });
  return new AttachmentFiles(path, incoming);
};

/** Reads the attachments of a folder, which need not be there yet. */
export const openAttachmentReader = (path: string): AttachmentReader => new AttachmentFolder(path);
