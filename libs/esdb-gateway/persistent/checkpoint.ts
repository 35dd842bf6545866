import type { Position } from '@ledgerdesk/kernel';
import { START, type StoredEvent } from '@ledgerdesk/event-store';

/** How far a group has read its source: up to this position and, if the source is a stream, up to this revision. */
export interface Checkpoint {
  readonly position: Position;
  /** -1 before the first event, and for groups on `$all`. */
  readonly revision: number;
  /** Id of the event at `position`, if it is known. */
  readonly eventId?: string | undefined;
  /** Epoch of the log when the checkpoint was saved. Undefined: 0. */
  readonly epoch?: number | undefined;
}

export const BEGINNING: Checkpoint = { position: START, revision: -1 };

export const checkpointAt = ({ position, revision, id }: StoredEvent): Checkpoint => ({
  position,
  revision,
  eventId: id,
});
