import { comparePositions, type Position } from '@ledgerdesk/kernel';
import { matchesFilter } from './matches-filter.js';
import { MAX_PAGE_BYTES, PageBytes } from './page-bytes.js';
import type { LogFilter, LogPage, ReadAllOptions, StoredEvent } from './port.js';

/** Limits of a window. Beyond either, it drops its oldest events. */
export interface WindowLimits {
  readonly events: number;
  /** Total length of the data and metadata of the events. */
  readonly bytes: number;
}

/** Where a page ends: by default after 1,000 events or MAX_PAGE_BYTES. */
export type PageLimits = Pick<ReadAllOptions, 'limit' | 'maxBytes'>;

/** The events of a range of the log, and the position where the range ends. */
export type LogRange = Pick<LogPage, 'events' | 'scannedTo' | 'scannedToId'>;

const WINDOW_LIMITS: WindowLimits = { events: 10_000, bytes: 4 * MAX_PAGE_BYTES };
const DEFAULT_PAGE = 1_000;
/** Fraction of its limits that a window keeps when it drops events. */
const KEPT_SHARE = 0.75;

const bytesOf = ({ data, metadata }: StoredEvent): number => data.length + metadata.length;

/**
 * The newest events of a log, without a gap: every reader whose position lies in the window reads its pages from here.
 */
export class EventWindow {
  readonly #events: StoredEvent[] = [];
  #bytes = 0;
  #to: Position;
  #toId: string | undefined;

  /** Creates an empty window that begins after `from`. */
  constructor(
    private from: Position,
    private readonly limits: WindowLimits = WINDOW_LIMITS,
  ) {
    this.#to = from;
  }

  /** Position up to which the window knows the log. */
  get to(): Position {
    return this.#to;
  }

  /** Adds the range that follows. Ignores events that the window has. */
  add({ events, scannedTo, scannedToId }: LogRange): void {
    for (const event of events) {
      if (comparePositions(event.position, this.#to) <= 0) continue;
      this.#events.push(event);
      this.#bytes += bytesOf(event);
    }
    if (comparePositions(scannedTo, this.#to) > 0) [this.#to, this.#toId] = [scannedTo, scannedToId];
    if (this.#events.length > this.limits.events || this.#bytes > this.limits.bytes) this.#dropOldest();
  }

  /**
   * Returns at most `limit` of the matching events after a position, and about `maxBytes`. Returns undefined if the
   * window begins after that position.
   */
  page(after: Position, filter: LogFilter = {}, limits: PageLimits = {}): LogPage | undefined {
    const { limit = DEFAULT_PAGE, maxBytes = MAX_PAGE_BYTES } = limits;
    if (comparePositions(after, this.from) < 0) return undefined;
    if (comparePositions(after, this.#to) >= 0) return { events: [], scannedTo: after, end: true };
    const isMatch = matchesFilter(filter);
    const events: StoredEvent[] = [];
    const bytes = new PageBytes(maxBytes);
    for (let index = this.#firstAfter(after); index < this.#events.length; index += 1) {
      const event = this.#events[index];
      if (!event || !isMatch(event)) continue;
      events.push(event);
      bytes.add(event);
      if (events.length < limit && !bytes.isFull) continue;
      return { events, scannedTo: event.position, scannedToId: event.id, end: event.position === this.#to };
    }
    return { events, scannedTo: this.#to, scannedToId: this.#toId, end: true };
  }

  /** Index of the first event after a position. */
  #firstAfter(after: Position): number {
    let [low, high] = [0, this.#events.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (comparePositions(this.#events[middle]?.position ?? after, after) > 0) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  /** Drops more events than necessary, so that the remaining ones are rarely moved. */
  #dropOldest(): void {
    const [maxEvents, maxBytes] = [this.limits.events * KEPT_SHARE, this.limits.bytes * KEPT_SHARE];
    let dropped = 0;
    for (const event of this.#events) {
      if (this.#events.length - dropped <= maxEvents && this.#bytes <= maxBytes) break;
      this.#bytes -= bytesOf(event);
      dropped += 1;
      this.from = event.position;
    }
    this.#events.splice(0, dropped);
  }
}
