import { DAY, MINUTE } from '@ledgerdesk/kernel';
import { WEEKDAYS, type Calendar, type DailyHours, type Weekday } from './calendar.js';
import type { Interval } from './intervals.js';

/** Open intervals of each weekday, in ms of local time since midnight. */
export type LocalWeek = Readonly<Record<Weekday, readonly Interval[]>>;

/** Returns the weekly hours by day, with hours past midnight split into two days. */
export function localWeek(weekly: Calendar['weekly']): LocalWeek {
  const week: Record<Weekday, Interval[]> = { mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] };
  WEEKDAYS.forEach((weekday, day) => {
    for (const hours of weekly[weekday] ?? []) addHours(week, day, hours);
  });
  return week;
}

function addHours(week: Record<Weekday, Interval[]>, day: number, [opens, closes]: DailyHours): void {
  const [from, to] = [clockMillis(opens), clockMillis(closes)];
  week[weekdayOf(day)].push({ from, to: from < to ? to : DAY });
  if (to < from) week[weekdayOf(day + 1)].push({ from: 0, to });
}

/** Returns the weekday of a day counted from 1970-01-01. */
export function weekdayOf(day: number): Weekday {
  const index = ((day % 7) + 7) % 7;
  return WEEKDAYS[index] ?? 'thu';
}

/** `09:30` as ms from midnight. */
const clockMillis = (clock: string): number => (Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3))) * MINUTE;
