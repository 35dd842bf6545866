import { comparePositions, type Position } from '@ledgerdesk/kernel';
import type { StoredEvent } from '@ledgerdesk/event-store';
import { type Checkpoint, checkpointAt } from './checkpoint.js';

interface Mark {
  readonly checkpoint: Checkpoint;
  /** Number of steps from the initial checkpoint to this one. */
  readonly steps: number;
}

/** Tracks unsettled events. Its checkpoint is the last one before the first of them. */
export class LowWaterMark {
  /** The mark before each unsettled event, in log order. */
  private readonly unsettled = new Map<Position, Mark>();
  private last: Mark;

  constructor(initial: Checkpoint) {
    this.last = { checkpoint: initial, steps: 0 };
  }

  /** Adds the next event of the log, as unsettled. */
  add(event: StoredEvent): void {
    this.unsettled.set(event.position, this.last);
    this.advance(checkpointAt(event));
  }

  settle(position: Position): void {
    this.unsettled.delete(position);
  }

  /** Advances past events that did not match, up to the event `eventId` at `position`. */
  scannedTo(position: Position, eventId?: string): void {
    const { revision, position: before } = this.last.checkpoint;
    if (comparePositions(position, before) > 0) this.advance({ revision, position, eventId });
  }

  get checkpoint(): Checkpoint {
    return this.current.checkpoint;
  }

  get steps(): number {
    return this.current.steps;
  }

  private get current(): Mark {
    const [first] = this.unsettled.values();
    return first ?? this.last;
  }

  private advance(checkpoint: Checkpoint): void {
    this.last = { checkpoint, steps: this.last.steps + 1 };
  }
}
