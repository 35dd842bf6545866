/**
 * A point in time as ISO 8601 in UTC with milliseconds, `2026-11-27T07:30:00.000Z`, years 0001 to 9999.
 * Written in this one form everywhere, so that text order is time order.
 */
export type Instant = string;

/** The instant of `millis` milliseconds since the Unix epoch; throws RangeError beyond the calendar. */
export const instantOf = (millis: number): Instant => new Date(millis).toISOString();

/** Milliseconds since the Unix epoch; NaN for text that is no instant. */
export const millisOf = (instant: Instant): number => Date.parse(instant);

/** The later of two instants. */
export const later = (a: Instant, b: Instant): Instant => (a > b ? a : b);
