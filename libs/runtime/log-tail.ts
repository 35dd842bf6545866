import { type LogPage, MAX_PAGE_BYTES, PageBytes, type StoredEvent } from '@ledgerdesk/event-store';
import type { Position } from '@ledgerdesk/kernel';

/** The matching events of a range of the log, and the position where the range ends. */
export type LogSegment = Pick<LogPage, 'events' | 'scannedTo' | 'scannedToId'>;

/** Bytes that a tail keeps, however few the events. */
const MAX_BYTES = 8 * MAX_PAGE_BYTES;

const bytesOf = ({ events }: LogSegment): number =>
  events.reduce((sum, { data, metadata }) => sum + data.length + metadata.length, 0);

/** Caches the newest segments that a subscription delivered, so that consumers at the head need not read the log. */
export class LogTail {
  readonly #segments = new Map<Position, LogSegment>();
  #size = 0;
  #bytes = 0;

  /** Keeps the newest events: about `capacity` of them, and about `maxBytes`. */
  constructor(
    private readonly capacity: number,
    private readonly maxBytes: number = MAX_BYTES,
  ) {}

  add(from: Position, segment: LogSegment): void {
    if (from === segment.scannedTo) return;
    this.#segments.set(from, segment);
    this.#size += segment.events.length + 1;
    this.#bytes += bytesOf(segment);
    for (const oldest of this.#segments.keys()) {
      if (this.#size <= this.capacity && this.#bytes <= this.maxBytes) return;
      this.#drop(oldest);
    }
  }

  /**
   * Joins the cached segments from `position` up to about `limit` events and MAX_PAGE_BYTES. Returns undefined if none
   * starts there.
   */
  after(position: Position, limit: number): LogSegment | undefined {
    const events: StoredEvent[] = [];
    const bytes = new PageBytes();
    let last: LogSegment | undefined;
    let next = this.#segments.get(position);
    while (next && events.length < limit && !bytes.isFull) {
      for (const event of next.events) {
        events.push(event);
        bytes.add(event);
      }
      last = next;
      next = this.#segments.get(next.scannedTo);
    }
    return last && { events, scannedTo: last.scannedTo, scannedToId: last.scannedToId };
  }

  #drop(from: Position): void {
    const segment = this.#segments.get(from);
    if (!segment) return;
    this.#size -= segment.events.length + 1;
    this.#bytes -= bytesOf(segment);
    this.#segments.delete(from);
  }
}
