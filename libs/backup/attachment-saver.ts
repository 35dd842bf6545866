import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { attachmentPath, attachmentsIn, copyAttachment, savedAttachments } from './attachment-copy.js';
import { attachmentLine } from './attachment-list.js';
import { writeDurably } from './durable-writer.js';
import type { SavedFile } from './manifest.js';
import { ATTACHMENT_LIST } from './names.js';

/** The attachments of a backup. */
export interface SavedAttachments {
  readonly count: number;
  readonly bytes: number;
  /** Number and bytes of those that were copied now. */
  readonly added: number;
  readonly addedBytes: number;
  /** Hashes of attachments that the log refers to, and that are not stored. */
  readonly missing: readonly string[];
  /** Hashes of attachments whose bytes have another hash. */
  readonly altered: readonly string[];
  /** The list of the attachments, in the folder of the backup. */
  readonly list: SavedFile;
}

/** Copies the attachments of an engine into a place of backups, and checks that it has those that the log refers to. */
export class AttachmentSaver {
  private readonly to: string;
  private readonly missing: Set<string>;
  private readonly altered: string[] = [];
  private count = 0;
  private bytes = 0;
  private added = 0;
  private addedBytes = 0;

  /** `missing`: hashes that the backup before missed. */
  constructor(
    private readonly from: string,
    place: string,
    missing: readonly string[],
  ) {
    this.to = savedAttachments(place);
    this.missing = new Set(missing);
  }

  /** Notes attachments that an event refers to. They are stored before the event is recorded. */
  require(hashes: readonly string[]): void {
    for (const sha256 of hashes) if (!this.isStored(sha256)) this.missing.add(sha256);
  }

  /** Copies what the place does not have, and lists all in the folder of the backup. */
  async save(draft: string, pause: (bytes: number) => Promise<void>): Promise<SavedAttachments> {
    const list = await writeDurably(join(draft, ATTACHMENT_LIST), this.lines(pause));
    return {
      count: this.count,
      bytes: this.bytes,
      added: this.added,
      addedBytes: this.addedBytes,
      missing: [...this.missing].filter((sha256) => !this.isStored(sha256)),
      altered: this.altered,
      list: { name: ATTACHMENT_LIST, ...list },
    };
  }

  private isStored(sha256: string): boolean {
    return existsSync(attachmentPath(this.from, sha256));
  }

  private async *lines(pause: (bytes: number) => Promise<void>): AsyncGenerator<Buffer> {
    for (const attachment of attachmentsIn(this.from)) {
      const { sha256, bytes } = attachment;
      const outcome = await copyAttachment(this.from, this.to, attachment);
      if (outcome === 'altered') this.altered.push(sha256);
      if (outcome === 'altered' || outcome === 'missing') continue;
      this.count += 1;
      this.bytes += bytes;
      yield Buffer.from(attachmentLine(attachment));
      if (outcome === 'present') continue;
      this.added += 1;
      this.addedBytes += bytes;
      await pause(bytes);
    }
  }
}
