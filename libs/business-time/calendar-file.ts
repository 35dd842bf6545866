import { isList, isRecord } from '@ledgerdesk/kernel';
import type { Calendar } from './calendar.js';
import { assertCalendar } from './check-calendar.js';
import { CalendarError } from './calendar-error.js';
import type { TimeZones } from './time-zones.js';

/** L7: stands in a calendar file for the zone of whichever team asks; `calendarFor` puts the real one in. */
export const TEAM_ZONE = 'team';

/** The calendars of a versioned file by id, each stamped with the file's version. Throws CalendarError on the first faulty one. */
export function calendarsFrom(file: unknown, zones: TimeZones): ReadonlyMap<string, Calendar> {
  const { version, entries } = readFile(file);
  const calendars = new Map<string, Calendar>();
  for (const entry of entries) {
    const calendar = readCalendar(entry, version, zones);
    if (calendars.has(calendar.id)) throw fault('calendars', `The id "${calendar.id}" is used twice.`);
    calendars.set(calendar.id, calendar);
  }
  return calendars;
}

/** The calendar as it holds for a team: one in the team's zone gets that zone, any other stays as it is. */
export const calendarFor = (calendar: Calendar, teamZone: string): Calendar =>
  calendar.timeZone === TEAM_ZONE ? { ...calendar, timeZone: teamZone } : calendar;

function readFile(file: unknown): { version: string; entries: readonly unknown[] } {
  const { version, calendars } = isRecord(file) ? file : {};
  if (typeof version !== 'string' || version === '') throw fault('version', 'Give the version of the file as text.');
  if (!isList(calendars)) throw fault('calendars', 'Give a list of calendars.');
  return { version, entries: calendars };
}

function readCalendar(entry: unknown, version: string, zones: TimeZones): Calendar {
  const inTeamZone = isRecord(entry) && entry.timeZone === TEAM_ZONE;
  const stamped: unknown = isRecord(entry) ? { ...entry, version, ...(inTeamZone && { timeZone: 'Etc/UTC' }) } : entry;
  assertCalendar(stamped, zones);
  return inTeamZone ? { ...stamped, timeZone: TEAM_ZONE } : stamped;
}

const fault = (path: string, message: string): CalendarError =>
  new CalendarError('The calendar file', [{ path, message }]);
