import type { Position } from '@ledgerdesk/kernel';
import type { FilterTerms } from '../protocol/event-filter.js';
import type { Place } from './checkpoint.js';
import type { GroupSettings } from './group-settings.js';

/** The source of groups that read every stream. */
export const ALL_STREAMS = '$all';

export interface GroupId {
  /** A stream, or ALL_STREAMS. */
  readonly source: string;
  readonly name: string;
}

/** A group as it was asked for. */
export interface GroupDefinition extends GroupId {
  readonly settings: GroupSettings;
  /** Where it begins as long as it has no checkpoint. */
  readonly start: Place;
  readonly filter?: FilterTerms;
}

/** An event that was set aside: its place in the log, where it is read again for a replay. */
export interface ParkedEvent {
  readonly position: Position;
  readonly stream: string;
  readonly revision: number;
}

export interface SavedGroup extends GroupDefinition {
  readonly checkpoint?: Place;
  /** In the order in which they were parked. */
  readonly parked: readonly ParkedEvent[];
}

/** What one group writes down. Each call is done as a whole, and durable where the state is, when it returns. */
export interface GroupRecord {
  checkpoint(place: Place): void;
  /** Those that are parked already stay as they are. */
  park(events: readonly ParkedEvent[]): void;
  unpark(positions: readonly Position[]): void;
}

/** What groups keep beside the log: never in it, for it is theirs and no history. */
export interface GroupState {
  find(id: GroupId): SavedGroup | undefined;
  list(): readonly GroupId[];
  /** Creates the group, or changes its definition and keeps its checkpoint and parked events. */
  save(definition: GroupDefinition): void;
  remove(id: GroupId): void;
  recordOf(id: GroupId): GroupRecord;
  close(): void;
}
