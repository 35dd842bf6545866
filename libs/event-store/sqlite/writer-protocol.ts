import type { AppendRequest, AppendOutcome } from './committer.js';

export interface WriterData {
  readonly file: string;
}

/** A message to the writer thread, which replies to each batch once, in order. */
export type WriterRequest =
  { readonly kind: 'commit'; readonly batch: readonly AppendRequest[] } | { readonly kind: 'close' };

/** A message from the writer thread. `retry`: nothing was recorded, and the append may be retried. */
export type WriterReply =
  | { readonly kind: 'ready' }
  | { readonly kind: 'committed'; readonly outcomes: readonly AppendOutcome[] }
  | { readonly kind: 'failed'; readonly retry: boolean; readonly message: string };
