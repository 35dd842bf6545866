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
