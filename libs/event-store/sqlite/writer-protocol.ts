import type { SentError } from '@ledgerdesk/kernel';
import type { AppendRequest, AppendOutcome } from './committer.js';

export interface WriterData {
  readonly file: string;
  /** From `claimWriter`. */
  readonly writerId: string;
}

/** A message to the writer thread, which replies to each batch once, in order. */
export type WriterRequest =
  { readonly kind: 'commit'; readonly batch: readonly AppendRequest[] } | { readonly kind: 'close' };

/** A reply of the writer thread. `retry`: nothing was recorded, and the append may be retried. */
export type WriterReply =
  | { readonly kind: 'ready' }
  | { readonly kind: 'committed'; readonly outcomes: readonly AppendOutcome[] }
  | { readonly kind: 'failed'; readonly retry: boolean; readonly message: string };

/** The last message of a thread, which ends because of an error. */
export interface ThreadCrashed {
  readonly kind: 'crashed';
  readonly error: SentError;
}

/** A message of the writer thread that is no reply. `stopped`: every later commit fails. */
export type WriterNotice =
  | { readonly kind: 'stopped'; readonly message: string }
  | { readonly kind: 'warning'; readonly message: string }
  | ThreadCrashed;

/** A reply of the checkpoint thread: the checkpoint is done, or failed. `final`: the disk can no longer be trusted. */
export type CheckpointReply =
  { readonly kind: 'done' } | { readonly kind: 'failed'; readonly final: boolean; readonly message: string };
