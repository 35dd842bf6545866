import type { LocalDate } from './local-date.js';

/** In the order of the days since 1970-01-01, a Thursday. */
export const WEEKDAYS = ['thu', 'fri', 'sat', 'sun', 'mon', 'tue', 'wed'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/**
 * Opening and closing on local clocks, `["09:00", "17:00"]`, half-open; `24:00` is an end. An end before the start
 * runs over midnight, and means exactly what its two halves mean, each written under its own weekday.
 */
export type DailyHours = readonly [opens: string, closes: string];

/** The weekly hours of a desk, on the clocks of its zone, and the local dates on which it stays closed (L8: none unless listed). */
export interface Calendar {
  readonly id: string;
  /** Of the file it came from; recorded with each clock that was started by it. */
  readonly version?: string;
  /** An IANA name, such as `Asia/Tokyo`. */
  readonly timeZone: string;
  readonly weekly: Readonly<Partial<Record<Weekday, readonly DailyHours[]>>>;
  readonly holidays: readonly LocalDate[];
  /** For the reader of the file. */
  readonly note?: string;
}
