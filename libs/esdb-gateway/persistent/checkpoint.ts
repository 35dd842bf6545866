import type { Position } from '@ledgerdesk/kernel';
import { START, type StoredEvent } from '../../event-store/port.js';

/** How far a group is: everything up to this position, and up to this revision where it reads one stream. */
export interface Place {
  readonly position: Position;
  /** -1 before the first event, and in groups on all streams. */
  readonly revision: number;
}

export const BEGINNING: Place = { position: START, revision: -1 };

export const placeOf = ({ position, revision }: StoredEvent): Place => ({ position, revision });
