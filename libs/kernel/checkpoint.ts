import type { Position } from './position.js';

/** A log in one of its epochs. */
export interface LogEpoch {
  readonly logId: string;
  /** The number of losses that an operator has accepted. */
  readonly epoch: number;
}

/**
 * The position in a log up to which a projection or process has handled events, and what the log contained there. A
 * log that was restored from an older copy ends before its checkpoints, or has other events at their positions.
 */
export interface Checkpoint {
  readonly logId: string;
  readonly position: Position;
  /** Id of the event at `position`. Undefined before the first event and in checkpoints of version 0.1.0. */
  readonly eventId?: string | undefined;
  /** The epoch of the log: the number of losses that an operator has accepted. Undefined: 0. */
  readonly epoch?: number | undefined;
}
