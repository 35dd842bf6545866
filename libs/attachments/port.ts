import type { Instant } from '@ledgerdesk/kernel';
import type { Readable } from 'node:stream';

/** Content that is kept: its SHA-256 in lower-case hex, and its size. */
export interface StoredFile {
  readonly sha256: string;
  readonly bytes: number;
}

/** Contents as they can be read, beside whoever puts them. */
export interface AttachmentReader {
  /** Undefined where nothing is kept under this hash. */
  get(sha256: string): Promise<Readable | undefined>;
  /** Hashes of contents that were put before an instant and not again since. */
  listOlderThan(instant: Instant): AsyncIterable<string>;
  close(): Promise<void>;
}

/**
 * The content of attachments, beside the log and never in it. It is known by its hash alone: the same content is kept
 * once, and what the log says of it can be checked by anyone. Who may read it, the log decides.
 */
export interface AttachmentStore extends AttachmentReader {
  /** Keeps content as of an instant, on disk when it resolves. Rejects with what its source rejects with, and keeps nothing then. */
  put(content: AsyncIterable<Uint8Array>, at: Instant): Promise<StoredFile>;
  /** Forgets content, unless it was put at this instant or later. */
  delete(sha256: string, before: Instant): Promise<void>;
}
