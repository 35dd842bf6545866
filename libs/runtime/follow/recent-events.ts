import { MAX_PAGE_BYTES, PageBytes, type StoredEvent } from '@ledgerdesk/event-store';
import { comparePositions, type Position } from '@ledgerdesk/kernel';

/** Events of a range of the log, and the position where the range ends. */
export interface EventRange {
  readonly events: readonly StoredEvent[];
  readonly scannedTo: Position;
}

const bytesOf = ({ data, metadata }: StoredEvent): number => data.length + metadata.length;

/** The newest events of a log, from a position on: about as many, and about as many bytes, as given. */
export class RecentEvents {
  private readonly events: StoredEvent[] = [];
  private bytes = 0;
  private to: Position;

  constructor(
    private from: Position,
    private readonly maxEvents = 2_000,
    private readonly maxBytes = MAX_PAGE_BYTES,
  ) {
    this.to = from;
  }

  /** Position up to which the log is known. */
  get scannedTo(): Position {
    return this.to;
  }

  /** Adds the events that follow, up to `scannedTo`. */
  add({ events, scannedTo }: EventRange): void {
    for (const event of events) {
      this.events.push(event);
      this.bytes += bytesOf(event);
    }
    this.to = scannedTo;
    let dropped = 0;
    for (const event of this.events) {
      if (this.events.length - dropped <= this.maxEvents && this.bytes <= this.maxBytes) break;
      this.bytes -= bytesOf(event);
      this.from = event.position;
      dropped += 1;
    }
    this.events.splice(0, dropped);
  }

  /**
   * The next events after a position, at most `limit` and about `maxBytes`; undefined if some of them are not known any
   * more. A position beyond what is known has no events yet.
   */
  after(position: Position, limit: number, maxBytes: number): EventRange | undefined {
    if (comparePositions(position, this.from) < 0) return undefined;
    if (comparePositions(position, this.to) >= 0) return { events: [], scannedTo: position };
    const events: StoredEvent[] = [];
    const bytes = new PageBytes(maxBytes);
    for (let index = this.indexAfter(position); index < this.events.length; index += 1) {
      const event = this.events[index];
      if (!event) break;
      if (events.length >= limit || bytes.isFull) return { events, scannedTo: events.at(-1)?.position ?? position };
      events.push(event);
      bytes.add(event);
    }
    return { events, scannedTo: this.to };
  }

  /** Index of the first event after a position, by binary search. */
  private indexAfter(position: Position): number {
    let [low, high] = [0, this.events.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      const event = this.events[middle];
      if (event && comparePositions(event.position, position) <= 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
