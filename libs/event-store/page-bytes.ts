import type { StoredEvent } from './port.js';

/** A page ends with the event that reaches this many bytes. The texts of an event count by their length. */
export const MAX_PAGE_BYTES = 4 * 1_048_576;

/** Adds up the events of a page, and tells when it is full. */
export class PageBytes {
  private bytes = 0;

  constructor(private readonly max: number = MAX_PAGE_BYTES) {}

  get isFull(): boolean {
    return this.bytes >= this.max;
  }

  add({ data, metadata }: Pick<StoredEvent, 'data' | 'metadata'>): void {
    this.bytes += data.length + metadata.length;
  }
}

/** The bytes that are left of a page of `max` bytes after its first events: 0 or less if they fill it. */
export const bytesLeft = (events: readonly StoredEvent[], max: number = MAX_PAGE_BYTES): number =>
  events.reduce((left, { data, metadata }) => left - data.length - metadata.length, max);

/** The first events up to `max` bytes, the one that reaches them included. Reads no further. */
export const upToBytes = (events: Iterable<StoredEvent>, max: number = MAX_PAGE_BYTES): StoredEvent[] => {
  const page: StoredEvent[] = [];
  const bytes = new PageBytes(max);
  for (const event of events) {
    page.push(event);
    bytes.add(event);
    if (bytes.isFull) break;
  }
  return page;
};
