import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { attachmentPath, attachmentsIn, copyAttachment, savedAttachments } from './attachment-copy.js';
import { attachmentLine, readAttachmentList, type SavedAttachment } from './attachment-list.js';
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
  /** Hashes of attachments that the log refers to, and that are neither stored nor saved. */
  readonly missing: readonly string[];
  /** Hashes of attachments whose bytes have another hash, and of which no copy is saved. */
  readonly altered: readonly string[];
  /** Hashes of attachments that are gone or damaged since an earlier backup, whose copy this one keeps. */
  readonly lost: readonly string[];
  /** The list of the attachments, in the folder of the backup. */
  readonly list: SavedFile;
}

/** What a backup builds on, and what it can ask about attachments. */
export interface AttachmentOptions {
  /** Hashes that the backup before missed. */
  readonly missing?: readonly string[];
  /** The list of the backup before. */
  readonly list?: string | undefined;
  /** Returns true if a message has the attachment; undefined if that is not known. */
  readonly isAttached: (sha256: string) => Promise<boolean | undefined>;
}

/** An attachment that is stored, that the backup before has, or both. */
interface Found {
  readonly stored?: SavedAttachment;
  readonly saved?: SavedAttachment;
}

/** Joins what is stored and what was saved before, both in ascending order of their hashes. */
async function* joined(stored: Iterable<SavedAttachment>, list: string | undefined): AsyncGenerator<Found> {
  const before = list === undefined ? undefined : readAttachmentList(list);
  const next = async (): Promise<SavedAttachment | undefined> => {
    const result = await before?.next();
    return result?.done === false ? result.value : undefined;
  };
  let saved = await next();
  for (const one of stored) {
    for (; saved && saved.sha256 < one.sha256; saved = await next()) yield { saved };
    if (saved?.sha256 === one.sha256) {
      yield { stored: one, saved };
      saved = await next();
    } else yield { stored: one };
  }
  for (; saved; saved = await next()) yield { saved };
}

/**
 * Copies the attachments of an engine into a place of backups, and checks that it has those that the log refers to.
 * What was lost since the backup before is kept from there.
 */
export class AttachmentSaver {
  private readonly to: string;
  private readonly missing: Set<string>;
  private readonly altered: string[] = [];
  private readonly lost: string[] = [];
  private count = 0;
  private bytes = 0;
  private added = 0;
  private addedBytes = 0;

  constructor(
    private readonly from: string,
    place: string,
    private readonly options: AttachmentOptions,
  ) {
    this.to = savedAttachments(place);
    this.missing = new Set(options.missing);
  }

  /** Notes attachments that an event refers to. They are stored before the event is recorded. */
  require(hashes: readonly string[]): void {
    for (const sha256 of hashes) if (!this.isStored(sha256)) this.missing.add(sha256);
  }

  /** Copies what the place does not have, and lists all in the folder of the backup. */
  async save(draft: string, pause: (bytes: number) => Promise<void>): Promise<SavedAttachments> {
    const list = await writeDurably(join(draft, ATTACHMENT_LIST), this.lines(pause));
    const kept = new Set(this.lost);
    return {
      count: this.count,
      bytes: this.bytes,
      added: this.added,
      addedBytes: this.addedBytes,
      missing: [...this.missing].filter((sha256) => !this.isStored(sha256) && !kept.has(sha256)),
      altered: this.altered,
      lost: this.lost,
      list: { name: ATTACHMENT_LIST, ...list },
    };
  }

  private isStored(sha256: string): boolean {
    return existsSync(attachmentPath(this.from, sha256));
  }

  private async *lines(pause: (bytes: number) => Promise<void>): AsyncGenerator<Buffer> {
    for await (const { stored, saved } of joined(attachmentsIn(this.from), this.options.list)) {
      const outcome = stored ? await copyAttachment(this.from, this.to, stored) : 'missing';
      if (stored && (outcome === 'copied' || outcome === 'present')) {
        yield this.line(stored);
        if (outcome === 'copied') {
          this.added += 1;
          this.addedBytes += stored.bytes;
          await pause(stored.bytes);
        }
      } else if (saved && (await this.isWorthKeeping(saved))) yield this.line(saved);
      else if (stored && outcome === 'altered') this.altered.push(stored.sha256);
    }
  }

  private line(attachment: SavedAttachment): Buffer {
    this.count += 1;
    this.bytes += attachment.bytes;
    return Buffer.from(attachmentLine(attachment));
  }

  /** Erasures and the retention policy delete files. One that a message still has was lost. */
  private async isWorthKeeping({ sha256, bytes }: SavedAttachment): Promise<boolean> {
    if (statSync(attachmentPath(this.to, sha256), { throwIfNoEntry: false })?.size !== bytes) return false;
    const isAttached = await this.options.isAttached(sha256);
    if (isAttached) this.lost.push(sha256);
    return isAttached !== false;
  }
}
