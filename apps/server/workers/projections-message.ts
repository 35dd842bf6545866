import type { SentError } from '@ledgerdesk/kernel';
import type { ProjectionStatus } from '@ledgerdesk/runtime';

/** A message from the thread that runs the projections. */
export type ProjectionsMessage =
  | { readonly kind: 'progress'; readonly statuses: readonly ProjectionStatus[] }
  /** The projections could not be started or stopped; that is retried. */
  | { readonly kind: 'error'; readonly message: string }
  /** The thread ends with this error. */
  | { readonly kind: 'crashed'; readonly error: SentError }
  /** The rows are damaged: only a restart recreates them. */
  | { readonly kind: 'damaged'; readonly message: string };
