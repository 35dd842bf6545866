import type { Position } from '@ledgerdesk/kernel';

/**
 * `rebuilding`: on its way to the head, not serving yet; `running`: serving; `poisoned`: stands before an event that
 * it cannot take, or whose row its store can never keep; `failing`: its store or the log gave an error, tried again shortly.
 */
export type ProjectionState = 'rebuilding' | 'running' | 'poisoned' | 'failing';

/** What is wrong, and with which event if it is one. Holds no event data. */
export interface FailureDetail {
  readonly message: string;
  readonly position?: Position;
  readonly eventId?: string;
}

/** How one version of a projection is doing: plain data, fit to be posted between threads. */
export interface ProjectionStatus {
  readonly name: string;
  readonly version: number;
  readonly state: ProjectionState;
  /** Whether queries read this version. */
  readonly serving: boolean;
  /** How far the log was looked at, handled or not. */
  readonly position: Position;
  /** Events between `position` and the head as last seen; see `Distance`. */
  readonly lag: number;
  readonly trouble?: FailureDetail;
}

/** How many events lie between two positions. Only a store with gapless positions can tell exactly. */
export type PositionDifference = (from: Position, to: Position) => number;

/** Right for gapless positions, and never 0 before the head for others. */
export const positionDifference: PositionDifference = (from, to) => Math.max(0, Number(BigInt(to) - BigInt(from)));
