import type { ClockMove } from '@ledgerdesk/domain';
import type { Position } from '@ledgerdesk/kernel';

/** A move of the simulated clock, with the position of its last event. */
export interface SandboxMove extends ClockMove {
  readonly position: Position;
}

/** The simulated clock of a sandbox. */
export interface SandboxClock {
  /** The last move; undefined before the first. */
  latest(): SandboxMove | undefined;
  /** Resolves with a move when everything that fell due is recorded, with undefined after `ms`. */
  waitFor(moveId: string, ms: number): Promise<SandboxMove | undefined>;
}
