import { DAY, HOUR } from '@ledgerdesk/kernel';
import { dateOfDay, dayOfDate, daysBetween, type LocalDate } from './local-date.js';
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

/** More than any clock change, and less than a day. */
const SHORTFALL_MS = 12 * HOUR;

/**
 * Returns the number of days in [from, to) that exist in a zone: a date that the zone skipped is not counted. `from` is
 * not after `to`.
 */
export const localDaysBetween = (from: LocalDate, to: LocalDate, zone: string, zones: TimeZones): number => {
  const days = daysBetween(from, to);
  const elapsed = startOfLocalDay(to, zone, zones) - startOfLocalDay(from, zone, zones);
  if (days * DAY - elapsed < SHORTFALL_MS) return days;
  const first = dayOfDate(from);
  return Array.from({ length: days }, (_, index) => first + index).filter((day) => isLocalDay(day, zone, zones)).length;
};
