import type { Position } from './position.js';

/** The position in a log up to which a projection or process has handled events. */
export interface Checkpoint {
  readonly logId: string;
  readonly position: Position;
}
