import type { LogPage, StoredEvent } from '@ledgerdesk/event-store';
import type { Position } from '@ledgerdesk/kernel';

/** The matching events of a range of the log, and the position where the range ends. */
export type LogSegment = Pick<LogPage, 'events' | 'scannedTo' | 'scannedToId'>;

/** Caches the newest segments that a subscription delivered, so that consumers at the head need not read the log. */
export class LogTail {
  readonly #segments = new Map<Position, LogSegment>();
  #size = 0;

  /** Keeps about `capacity` events, the newest. */
  constructor(private readonly capacity: number) {}

  add(from: Position, segment: LogSegment): void {
    if (from === segment.scannedTo) return;
    this.#segments.set(from, segment);
    this.#size += segment.events.length + 1;
    for (const oldest of this.#segments.keys()) {
      if (this.#size <= this.capacity) return;
      this.#drop(oldest);
    }
  }

  /** Joins the cached segments from `position` up to about `limit` events. Returns undefined if none starts there. */
  after(position: Position, limit: number): LogSegment | undefined {
    const events: StoredEvent[] = [];
    let last: LogSegment | undefined;
    let next = this.#segments.get(position);
    while (next && events.length < limit) {
      events.push(...next.events);
      last = next;
      next = this.#segments.get(next.scannedTo);
    }
    return last && { events, scannedTo: last.scannedTo, scannedToId: last.scannedToId };
  }

  #drop(from: Position): void {
    this.#size -= (this.#segments.get(from)?.events.length ?? 0) + 1;
    this.#segments.delete(from);
  }
}
