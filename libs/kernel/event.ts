import type { Actor } from './actor.js';
import type { Instant } from './instant.js';
import type { Position } from './position.js';

/** An event as a decider returns it: a wire name and its data, a JSON object. */
export interface DomainEvent {
  readonly type: string;
  readonly data: object;
}

/** Where an imported event comes from. */
export interface ImportProvenance {
  readonly kind: 'import';
  /** Name of the imported log. */
  readonly source: string;
  /** SHA-256 of the imported file, in hex. */
  readonly fileSha256: string;
  /** Line of the file from which the event was made; null for a consequence in time, such as a breach. */
  readonly row: number | null;
}

/** What simulated an event. */
export interface SimulationProvenance {
  /** `simulate`: the command of that name. `engine`: an engine with the setting `SCENARIO`. */
  readonly source: 'simulate' | 'engine';
  /** Name of the scenario. */
  readonly scenario: string;
  /** Seed of the random numbers; null: there are none, or the scenario chooses them. */
  readonly seed: number | null;
}

/** The clock of an engine whose time is not that of the machine. */
export interface ClockProvenance {
  readonly source: 'simulated';
  /** Time of the clock when the process started. */
  readonly start: Instant;
  /** Simulated seconds per second. */
  readonly speed: number;
}

/** The actor and command that caused an event, and the versions its decision used. Contains no personal data. */
export interface EventMetadata {
  readonly commandId: string;
  /** Hash of the request that carried the command. A repeat of the command id with another hash is refused. */
  readonly requestHash: string;
  readonly correlationId: string;
  /** Id of the command or event that led to this event. */
  readonly causationId: string;
  readonly actor: Actor;
  readonly onBehalfOf?: Actor;
  readonly tenant: string;
  /** Revisions of the other streams that the decision read, by stream name; -1 for an empty stream. */
  readonly read?: Readonly<Record<string, number>>;
  /** True if the event was sealed after it was recorded: its id derives from what it was before. */
  readonly resealed?: true;
  /** Versions of the policy files and time-zone data that the decision used, by name. */
  readonly versions?: Readonly<Record<string, string>>;
  /** The import that recorded the event. Absent for events that this engine's users caused. */
  readonly provenance?: ImportProvenance;
  /** The simulation that recorded the event. Absent for events that this engine's users caused. */
  readonly simulation?: SimulationProvenance;
  /** The clock that the times of the event come from. Absent: the clock of the machine. */
  readonly clock?: ClockProvenance;
}

/** What the metadata of every event of one process says about its origin. */
export type EventOrigin = Pick<EventMetadata, 'provenance' | 'simulation' | 'clock'>;

/** A decoded event of the log, upcast to the current version of its type. */
export interface RecordedEvent<E extends DomainEvent = DomainEvent> {
  readonly id: string;
  readonly stream: string;
  /** Number of the event within its stream, from 0. */
  readonly revision: number;
  readonly position: Position;
  readonly type: E['type'];
  readonly version: number;
  /** Business time: when it happened. Imported events carry their original time. */
  readonly occurredAt: Instant;
  /** When the engine wrote it; never decreases within one log. */
  readonly recordedAt: Instant;
  readonly data: E['data'];
  readonly metadata: EventMetadata;
}
