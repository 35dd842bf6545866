import type { Position } from '@ledgerdesk/kernel';

/**
 * - `rebuilding`: reading the log up to the head, not serving yet
 * - `running`: serving
 * - `poisoned`: stopped before an event that it cannot apply or whose row the store rejects, until the engine starts
 *   again or an operator decides
 * - `failing`: the store or the log returned an error; retried after a second
 */
export type ProjectionState = 'rebuilding' | 'running' | 'poisoned' | 'failing';

/** Why a projection is stopped, and at which event, if one caused it. Holds no event data. */
export interface FailureDetail {
  readonly message: string;
  readonly position?: Position;
  readonly eventId?: string;
}

/** How fast rows are rebuilt. */
export interface RebuildProgress {
  /** Events of the log per second, over the last half minute, by positions as `lag`: see `positionDifference`. */
  readonly eventsPerSecond: number;
  /** Seconds until the head of the log at that pace; null if it stands still. */
  readonly secondsLeft: number | null;
}

/** Status of one version of a projection. Plain data, so that it can be posted between threads. */
export interface ProjectionStatus {
  readonly name: string;
  readonly version: number;
  readonly state: ProjectionState;
  /** True if queries read this version. */
  readonly serving: boolean;
  /** Position up to which the log was scanned, whether or not events matched. */
  readonly position: Position;
  /** Difference between `position` and the last known head; see `positionDifference`. */
  readonly lag: number;
  /** How a rebuild goes on. Absent while it is not known, and unless rows are rebuilt. */
  readonly rebuild?: RebuildProgress;
  readonly trouble?: FailureDetail;
  /** Ids of the events that an operator decided to leave out. Absent if there are none. */
  readonly skipped?: readonly string[];
}

/** Returns the number of events from `from` to `to` if positions are gapless, else an upper bound. Never negative. */
export const positionDifference = (from: Position, to: Position): number =>
  Math.max(0, Number(BigInt(to) - BigInt(from)));
