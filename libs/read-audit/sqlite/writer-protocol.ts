import type { Instant, SentError } from '@ledgerdesk/kernel';
import type { DroppedReads, ReadCheckpoint } from '../port.js';
import type { RecordRow } from '../record.js';

export interface WriterData {
  readonly file: string;
}

/** A message to the writer thread, which replies to each once, in order. */
export type WriterRequest =
  | { readonly kind: 'commit'; readonly rows: readonly RecordRow[] }
  | { readonly kind: 'checkpoint'; readonly checkpoint: ReadCheckpoint }
  | { readonly kind: 'drop' | 'droppable'; readonly before: Instant; readonly limit: number }
  | { readonly kind: 'close' };

export type WriterReply =
  | { readonly kind: 'done'; readonly dropped?: DroppedReads | undefined }
  | { readonly kind: 'failed'; readonly error: SentError };
