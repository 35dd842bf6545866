import { comparePositions, type Position } from '@ledgerdesk/kernel';
import type { StoredEvent } from '../../event-store/port.js';
import { type Place, placeOf } from './checkpoint.js';

interface Before {
  readonly place: Place;
  /** Steps from the first place to this one. */
  readonly steps: number;
}

/** Which events are not settled, and so how far a checkpoint may go: up to before the first of them. */
export class Progress {
  /** What stood before each unsettled event, in the order of the log. */
  private readonly unsettled = new Map<Position, Before>();
  private last: Before;

  constructor(from: Place) {
    this.last = { place: from, steps: 0 };
  }

  begin(event: StoredEvent): void {
    this.unsettled.set(event.position, this.last);
    this.step(placeOf(event));
  }

  settle(position: Position): void {
    this.unsettled.delete(position);
  }

  /** Nothing that is wanted stands between the last event and this position. */
  scannedTo(position: Position): void {
    const { place } = this.last;
    if (comparePositions(position, place.position) > 0) this.step({ ...place, position });
  }

  get checkpoint(): Place {
    return this.settled.place;
  }

  get steps(): number {
    return this.settled.steps;
  }

  private get settled(): Before {
    const [first] = this.unsettled.values();
    return first ?? this.last;
  }

  private step(place: Place): void {
    this.last = { place, steps: this.last.steps + 1 };
  }
}
