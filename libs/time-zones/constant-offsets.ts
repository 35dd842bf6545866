import { DAY } from '@ledgerdesk/kernel';
import { Temporal } from 'temporal-polyfill';

/** Length of a span of time whose offset is kept. Most zones change theirs twice a year, or never. */
const SPAN_MS = 32 * DAY;

/** The latest time that is cached: one span before the maximum of `Date`. */
const MAX_TIME = 8.64e15 - SPAN_MS;

const isOrdinary = (time: number): boolean => Number.isInteger(time) && Math.abs(time) < MAX_TIME;

/** Maximum number of cached spans of all zones. The cache is cleared when it is full. */
const MAX_SPANS = 20_000;

/** Returns the offset of a zone in a span in ms; null if it changes within the span. */
const offsetIn = (zone: string, span: number): number | null => {
  const start = Temporal.Instant.fromEpochMilliseconds(span * SPAN_MS).toZonedDateTimeISO(zone);
  const change = start.getTimeZoneTransition('next')?.epochMilliseconds ?? Infinity;
  return change >= (span + 1) * SPAN_MS ? Math.floor(start.offsetNanoseconds / 1_000_000) : null;
};

/** The offsets of zones in spans of time in which they do not change: a hundred times as fast as the database. */
export class ConstantOffsets {
  private readonly zones = new Map<string, Map<number, number | null>>();
  private spans = 0;

  /**
   * Returns the offset of a zone in ms from one epoch ms to another, less than a span later; null if it changes between
   * them or near them, or if they are not whole milliseconds of ordinary times.
   * @throws RangeError for a zone that does not exist
   */
  between(zone: string, from: number, to: number): number | null {
    if (!isOrdinary(from) || !isOrdinary(to)) return null;
    const [first, last] = [Math.floor(from / SPAN_MS), Math.floor(to / SPAN_MS)];
    const offset = this.of(zone, first);
    return first === last || offset === this.of(zone, last) ? offset : null;
  }

  private of(zone: string, span: number): number | null {
    const known = this.zones.get(zone)?.get(span);
    return known === undefined ? this.learn(zone, span) : known;
  }

  private learn(zone: string, span: number): number | null {
    const offset = offsetIn(zone, span);
    if (this.spans >= MAX_SPANS) this.forget();
    this.spans += 1;
    const spans = this.zones.get(zone) ?? new Map<number, number | null>();
    this.zones.set(zone, spans.set(span, offset));
    return offset;
  }

  private forget(): void {
    this.zones.clear();
    this.spans = 0;
  }
}
