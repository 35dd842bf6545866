import { dateOfDay, dayOfDate, type LocalDate } from './local-date.js';
import type { TimeZones } from './time-zones.js';
import { DAY } from './units.js';

/** The date that local clocks show at an epoch ms. */
export const localDateOf = (instant: number, zone: string, zones: TimeZones): LocalDate =>
  dateOfDay(Math.floor(zones.toWall(zone, instant) / DAY));

/** Epoch ms at which a local date begins; midnight, or the first instant after it where clocks skip midnight. */
export function startOfLocalDay(date: LocalDate, zone: string, zones: TimeZones): number {
  dayOfDate(date);
  return zones.startOfDay(zone, date);
}
