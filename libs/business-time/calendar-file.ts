import { isList, isRecord } from '@ledgerdesk/kernel';
import type { Calendar } from './calendar.js';
import { assertCalendar } from './check-calendar.js';
import { CalendarError } from './calendar-error.js';
import type { TimeZones } from './time-zones.js';

/** L7: placeholder for the team's time zone in a calendar file. `calendarFor` replaces it. */
export const TEAM_ZONE = 'team';

/** Returns the calendars of a versioned file by id, each with the file's version. Throws CalendarError if invalid. */
export function calendarsFrom(file: unknown, zones: TimeZones): ReadonlyMap<string, Calendar> {
  const { version, entries } = readFile(file);
  const calendars = new Map<string, Calendar>();
  for (const entry of entries) {
    const calendar = readCalendar(entry, version, zones);
    if (calendars.has(calendar.id))
      throw error('calendars', `The id "${calendar.id}" is used twice. Ids must be unique.`);
    calendars.set(calendar.id, calendar);
  }
  return calendars;
}

/** Returns the calendar with `TEAM_ZONE` replaced by the team's time zone. */
export const calendarFor = (calendar: Calendar, teamZone: string): Calendar =>
  calendar.timeZone === TEAM_ZONE ? { ...calendar, timeZone: teamZone } : calendar;

function readFile(file: unknown): { version: string; entries: readonly unknown[] } {
  const { version, calendars } = isRecord(file) ? file : {};
  if (typeof version !== 'string' || version === '') throw error('version', 'Must be a non-empty string.');
  if (!isList(calendars)) throw error('calendars', 'Must be a list of calendars.');
  return { version, entries: calendars };
}

function readCalendar(entry: unknown, version: string, zones: TimeZones): Calendar {
  const inTeamZone = isRecord(entry) && entry.timeZone === TEAM_ZONE;
  const stamped: unknown = isRecord(entry) ? { ...entry, version, ...(inTeamZone && { timeZone: 'Etc/UTC' }) } : entry;
  assertCalendar(stamped, zones);
  return inTeamZone ? { ...stamped, timeZone: TEAM_ZONE } : stamped;
}

const error = (path: string, message: string): CalendarError =>
  new CalendarError('The calendar file', [{ path, message }]);
