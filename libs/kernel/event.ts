import type { Actor } from './actor.js';
import type { Instant } from './instant.js';

/** What a decider records: a wire name and its data. */
export interface DomainEvent {
  readonly type: string;
  readonly data: object;
}

/** Why and by whom an event was recorded, and which versions of the rules counted. Holds no personal data. */
export interface EventMetadata {
  readonly commandId: string;
  /** Hash of the request that carried the command; a repeat with another hash is refused. */
  readonly requestHash: string;
  readonly correlationId: string;
  readonly causationId: string;
  readonly actor: Actor;
  readonly onBehalfOf?: Actor;
  readonly tenant: string;
  /** Revisions of the other streams that the decision read, by stream name; -1 where the stream was empty. */
  readonly read?: Readonly<Record<string, number>>;
  /** Versions of the policy, calendars, prices and time-zone data in force, where they counted. */
  readonly versions?: Readonly<Record<string, string>>;
}

/** Place of an event in the whole log: an opaque increasing decimal string. Compare with `comparePositions` only. */
export type Position = string;

/** An event as it stands in the log, decoded. Revisions count from 0 within a stream. */
export interface RecordedEvent<E extends DomainEvent = DomainEvent> {
  readonly id: string;
  readonly stream: string;
  readonly revision: number;
  readonly position: Position;
  readonly type: E['type'];
  readonly version: number;
  /** Business time: when it happened (an import carries the past). */
  readonly occurredAt: Instant;
  /** When the engine wrote it; never decreasing within one engine's log. */
  readonly recordedAt: Instant;
  readonly data: E['data'];
  readonly metadata: EventMetadata;
}

/** Negative, zero or positive as `a` stands before, at or after `b`. Positions carry no leading zeros. */
export const comparePositions = (a: Position, b: Position): number =>
  a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);
