import type { SentError } from '@ledgerdesk/kernel';
import type { TreeStatus } from '@ledgerdesk/tree-signing';
import type { StorageConfig } from '../storage.js';
import type { LedgerConfig } from './ledger-config.js';

/** What the thread that signs the tree of the log needs. */
export interface LedgerThreadData {
  readonly storage: StorageConfig;
  readonly config: LedgerConfig;
}

/** A message from that thread. */
export type LedgerMessage =
  | { readonly kind: 'status'; readonly status: TreeStatus | null }
  /** It could not be started or stopped; that is retried. */
  | { readonly kind: 'error'; readonly message: string }
  /** The thread ends with this error. */
  | { readonly kind: 'crashed'; readonly error: SentError };
