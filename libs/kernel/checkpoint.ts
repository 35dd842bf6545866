import type { Position } from './event.js';

/** The position in a log up to which a projection or process has handled events. */
export interface Checkpoint {
  readonly logId: string;
  readonly position: Position;
}
