import { HOUR } from '@ledgerdesk/kernel';
import type { WallMillis } from './time-zones.js';

/** 1970-01-01 was a Thursday. */
const HOURS_BEFORE_1970 = 3 * 24;
const HOURS_OF_WEEK = 7 * 24;

/** Returns the hour of the week of a local time: 0 is Monday from 00:00 to 01:00, 167 Sunday from 23:00. */
export const hourOfWeek = (wall: WallMillis): number => {
  const hour = (Math.floor(wall / HOUR) + HOURS_BEFORE_1970) % HOURS_OF_WEEK;
  return hour < 0 ? hour + HOURS_OF_WEEK : hour;
};
