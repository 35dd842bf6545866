import type { LocalDate } from './local-date.js';

/** In the order of the days since 1970-01-01, a Thursday. */
export const WEEKDAYS = ['thu', 'fri', 'sat', 'sun', 'mon', 'tue', 'wed'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/**
 * Local opening and closing time, `["09:00", "17:00"]`, half-open; `24:00` is allowed as an end. An end before the
 * start runs past midnight and equals its two halves written under their own weekdays.
 */
export type DailyHours = readonly [opens: string, closes: string];

/**
 * Weekly opening hours in a time zone, and the local dates on which it is closed (L8: none by default; a date listed
 * twice counts once). A date that the zone skipped has no hours.
 */
export interface Calendar {
  readonly id: string;
  /** Version of its file, recorded with each clock that uses it. */
  readonly version?: string;
  /** An IANA name, such as `Asia/Tokyo`. */
  readonly timeZone: string;
  readonly weekly: Readonly<Partial<Record<Weekday, readonly DailyHours[]>>>;
  readonly holidays: readonly LocalDate[];
  /** A comment for readers of the file. */
  readonly note?: string;
}
