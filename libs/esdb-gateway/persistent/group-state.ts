import type { Position } from '@ledgerdesk/kernel';
import type { FilterExpression } from '../protocol/event-filter.js';
import type { Checkpoint } from './checkpoint.js';
import type { GroupSettings } from './group-settings.js';

/** The source of groups that read every stream. */
export const ALL_STREAMS = '$all';

export interface GroupId {
  /** A stream, or ALL_STREAMS. */
  readonly source: string;
  readonly name: string;
}

/** A string that is unique to a group, as the key of a map. */
export const groupKey = ({ source, name }: GroupId): string => JSON.stringify([source, name]);

export interface GroupDefinition extends GroupId {
  readonly settings: GroupSettings;
  /** Where the group starts if it has no checkpoint. */
  readonly start: Checkpoint;
  readonly filter?: FilterExpression;
}

/** The location of a parked event, from which it is read again for a replay. */
export interface ParkedEvent {
  readonly position: Position;
  readonly stream: string;
  readonly revision: number;
  /** Null for an event that version 0.1.0 parked. */
  readonly eventId: string | null;
}

export interface SavedGroup extends GroupDefinition {
  readonly checkpoint?: Checkpoint;
  /** In the order in which they were parked. */
  readonly parked: readonly ParkedEvent[];
}

/** The write side of one group's state. Each call is atomic and, if the state is in a file, durable when it returns. */
export interface GroupStateWriter {
  checkpoint(checkpoint: Checkpoint): void;
  /** Ignores events that are parked already. */
  park(events: readonly ParkedEvent[]): void;
  unpark(positions: readonly Position[]): void;
}

/** The state of all groups. It is stored outside the log, because it is not part of the history. */
export interface GroupState {
  find(id: GroupId): SavedGroup | undefined;
  list(): readonly GroupId[];
  /** Creates a group, or changes its definition and keeps its checkpoint and parked events. */
  save(definition: GroupDefinition): void;
  remove(id: GroupId): void;
  writerOf(id: GroupId): GroupStateWriter;
  close(): void;
}
