import { localDateOf, type TimeZones } from '@ledgerdesk/business-time';
import { type Instant, millisOf } from '@ledgerdesk/kernel';

const LENGTH = 'yyyy-mm'.length;

/** Returns the calendar month of an instant, such as `2026-11`. */
export type MonthOf = (instant: Instant) => string;

/** Returns the calendar month of an instant in UTC. */
export const monthOf: MonthOf = (instant) => instant.slice(0, LENGTH);

/** Returns a function that gives months in an IANA time zone; in UTC if none is given. */
export const monthsIn = (timeZone: string | undefined, zones: TimeZones): MonthOf =>
  timeZone === undefined ? monthOf : (instant) => localDateOf(millisOf(instant), timeZone, zones).slice(0, LENGTH);
