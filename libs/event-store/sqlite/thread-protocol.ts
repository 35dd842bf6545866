import type { AppendRequest, Outcome } from './committer.js';

export interface WriterData {
  readonly file: string;
}

/** What the writer thread is told. It answers each batch once, in order. */
export type ToWriter =
  { readonly kind: 'commit'; readonly batch: readonly AppendRequest[] } | { readonly kind: 'close' };

export type FromWriter =
  | { readonly kind: 'ready' }
  | { readonly kind: 'committed'; readonly outcomes: readonly Outcome[] }
  | { readonly kind: 'failed'; readonly retry: boolean; readonly message: string };
