import type { Instant } from '@ledgerdesk/kernel';
import type { Readable } from 'node:stream';

/** A stored file: its SHA-256 in lower-case hex, and its size. */
export interface StoredFile {
  readonly sha256: string;
  readonly bytes: number;
}

/** An upload was refused because the disk has less free space than must stay for others. */
export class AttachmentSpaceLow extends Error {
  readonly code = 'attachment-space-low';

  constructor(minBytes: number) {
    super(`The disk of the attachments has less than ${minBytes} bytes free. Free some, or lower UPLOAD_FREE_BYTES.`);
  }
}

/** Reads attachments, even while another process writes them. */
export interface AttachmentReader {
  /** Returns undefined if no file with this hash is stored. */
  get(sha256: string): Promise<Readable | undefined>;
  /** Hashes of files that were last stored before an instant, in no particular order. */
  listOlderThan(instant: Instant): AsyncIterable<string>;
  close(): Promise<void>;
}

/**
 * The content of attachments, which the log references by SHA-256 and never contains. Identical files are stored
 * once. The log decides who may read a file.
 */
export interface AttachmentStore extends AttachmentReader {
  /**
   * Stores a file durably, dated `at`. Rejects with the error of `content`, or with AttachmentSpaceLow, and
   * stores nothing then.
   */
  put(content: AsyncIterable<Uint8Array>, at: Instant): Promise<StoredFile>;
  /** Deletes a file, unless it was stored at `before` or later. */
  delete(sha256: string, before: Instant): Promise<void>;
}
