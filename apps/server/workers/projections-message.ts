import type { MessagePort } from 'node:worker_threads';
import type { SentError } from '@ledgerdesk/kernel';
import type { ProjectionStatus } from '@ledgerdesk/runtime';
import type { StorageConfig } from '../storage.js';

/** What the thread that runs the projections needs. */
export interface ProjectionsData {
  readonly storage: StorageConfig;
  /** The tail of a log that a server keeps: see `serveTail`. Absent if the log is embedded. */
  readonly tail: MessagePort | undefined;
}

/** A message from the thread that runs the projections. */
export type ProjectionsMessage =
  | { readonly kind: 'progress'; readonly statuses: readonly ProjectionStatus[] }
  /** The projections could not be started or stopped; that is retried. */
  | { readonly kind: 'error'; readonly message: string }
  /** The thread ends with this error. */
  | { readonly kind: 'crashed'; readonly error: SentError }
  /** The rows are damaged: only a restart recreates them. */
  | { readonly kind: 'damaged'; readonly message: string };
