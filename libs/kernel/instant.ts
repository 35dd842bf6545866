/**
 * A point in time as ISO 8601 text in UTC with milliseconds, `2026-11-27T07:30:00.000Z`, years 0001 to 9999. This is
 * the only format, so instants sort chronologically as text.
 *
 * @format date-time
 */
export type Instant = string;

/** Returns the instant of an epoch millisecond. Throws RangeError outside the range of `Date`. */
export const instantOf = (millis: number): Instant => new Date(millis).toISOString();

/** Returns the epoch milliseconds of an instant, NaN for text that is not an instant. */
export const millisOf = (instant: Instant): number => Date.parse(instant);

/** Returns the instant `millis` milliseconds after another, before it if negative. */
export const addMillis = (instant: Instant, millis: number): Instant => instantOf(millisOf(instant) + millis);

/** Returns the earlier of two instants. */
export const earlier = (a: Instant, b: Instant): Instant => (a < b ? a : b);

/** Returns the later of two instants. */
export const later = (a: Instant, b: Instant): Instant => (a > b ? a : b);
