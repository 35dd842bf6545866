import type { Position } from '@ledgerdesk/kernel';
import type { StoredEvent } from '@ledgerdesk/event-store';

/** What was seen after one position, and up to where. */
export interface LogSegment {
  readonly events: readonly StoredEvent[];
  readonly scannedTo: Position;
}

/** The last stretches of a log as a subscription told them, so that whoever keeps up need not read them again. */
export class LogTail {
  readonly #stretches = new Map<Position, LogSegment>();
  #size = 0;

  /** Keeps about `capacity` events, the newest. */
  constructor(private readonly capacity: number) {}

  keep(from: Position, stretch: LogSegment): void {
    if (from === stretch.scannedTo) return;
    this.#stretches.set(from, stretch);
    this.#size += stretch.events.length + 1;
    for (const oldest of this.#stretches.keys()) {
      if (this.#size <= this.capacity) return;
      this.#drop(oldest);
    }
  }

  /** What follows a position at which a stretch began, joined up to about `limit` events; undefined if none did. */
  after(position: Position, limit: number): LogSegment | undefined {
    const events: StoredEvent[] = [];
    let scannedTo = position;
    for (
      let next = this.#stretches.get(scannedTo);
      next && events.length < limit;
      next = this.#stretches.get(scannedTo)
    ) {
      events.push(...next.events);
      scannedTo = next.scannedTo;
    }
    return scannedTo === position ? undefined : { events, scannedTo };
  }

  #drop(from: Position): void {
    this.#size -= (this.#stretches.get(from)?.events.length ?? 0) + 1;
    this.#stretches.delete(from);
  }
}
