import { DAY } from '@ledgerdesk/kernel';
import { dateOfDay, dayOfDate, type LocalDate } from './local-date.js';
import type { TimeZones } from './time-zones.js';

/** Returns the local date at an epoch ms. */
export const localDateOf = (instant: number, zone: string, zones: TimeZones): LocalDate =>
  dateOfDay(Math.floor(zones.toWall(zone, instant) / DAY));

/** Returns the epoch ms at which a local date begins: midnight, or the end of a gap that skips midnight. */
export function startOfLocalDay(date: LocalDate, zone: string, zones: TimeZones): number {
  dayOfDate(date);
  return zones.startOfDay(zone, date);
}

/**
 * Returns true if the day, counted from 1970-01-01, exists in a zone. Zones on the date line have skipped whole dates,
 * such as 2011-12-30 in Apia.
 */
export const isLocalDay = (day: number, zone: string, zones: TimeZones): boolean =>
  Math.floor(zones.toWall(zone, zones.toInstant(zone, day * DAY)) / DAY) === day;
