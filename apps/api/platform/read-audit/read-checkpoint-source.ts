import type { ReadCheckpoint } from '@ledgerdesk/read-audit';

/** Signs checkpoints of the read audit. */
export interface ReadCheckpointSource {
  /** The checkpoint of the tree as it is now. Signs one if the tree has grown. */
  latest(): Promise<ReadCheckpoint>;
}
