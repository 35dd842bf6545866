import type { Instant, Position } from '@ledgerdesk/kernel';

/** Where checkpoints go besides the database. */
export type PublicationTarget = 'file' | 'folder' | 'webhook' | 'witness' | 'timestamp';

/** What has become of the checkpoints that are published to a target. */
export interface PublicationStatus {
  readonly target: PublicationTarget;
  /** Size of the last checkpoint that the target has; null before the first one. */
  readonly size: number | null;
  /** Why the last attempt failed; absent if it did not. */
  readonly message?: string;
  /** The kind of that failure, if it has a name, such as `time-stamp-other-text`; absent if it has none. */
  readonly code?: string;
}

/**
 * The tree of a log: `catching-up` until it has all events of the log, `failing` while it is tried again, `stopped` if
 * the log contradicts what was signed.
 */
export interface TreeStatus {
  readonly origin: string;
  readonly state: 'catching-up' | 'running' | 'failing' | 'stopped';
  /** Number of leaves. */
  readonly size: number;
  readonly position: Position;
  /** The last checkpoint; null before the first one. */
  readonly checkpoint: { readonly size: number; readonly signedAt: Instant } | null;
  readonly message?: string;
  readonly publications: readonly PublicationStatus[];
}
