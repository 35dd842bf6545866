import { type Instant, millisOf } from '@ledgerdesk/kernel';
import { open, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import type { AttachmentReader } from '../port.js';
import { ifMissing } from './disk.js';

const SHA256 = /^[0-9a-f]{64}$/;

/** Reads attachments from a folder, whether or not an engine is running. */
export class AttachmentFolder implements AttachmentReader {
  constructor(readonly path: string) {}

  /** Files are spread over 256 subfolders to keep listings short. */
  folderOf(sha256: string): string {
    return join(this.path, sha256.slice(0, 2));
  }

  fileOf(sha256: string): string {
    return join(this.folderOf(sha256), sha256);
  }

  async get(sha256: string): Promise<Readable | undefined> {
    if (!SHA256.test(sha256)) return undefined;
    const file = await open(this.fileOf(sha256)).catch(ifMissing);
    return file?.createReadStream();
  }

  async *listOlderThan(instant: Instant): AsyncIterable<string> {
    for (const folder of (await readdir(this.path, { withFileTypes: true }).catch(ifMissing)) ?? []) {
      if (!folder.isDirectory()) continue;
      for (const sha256 of await readdir(join(this.path, folder.name))) {
        if (SHA256.test(sha256) && (await this.isOlder(sha256, instant))) yield sha256;
      }
    }
  }

  /** The modification time of a file is the instant at which it was last stored. */
  async isOlder(sha256: string, instant: Instant): Promise<boolean> {
    const found = await stat(this.fileOf(sha256)).catch(ifMissing);
    return found !== undefined && found.mtimeMs < millisOf(instant);
  }

  async close(): Promise<void> {}
}
