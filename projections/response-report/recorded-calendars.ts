import {
  ALWAYS,
  CalendarError,
  calendarsFrom,
  openHours,
  type OpenHours,
  TEAM_ZONE,
  type TimeZones,
} from '@ledgerdesk/business-time';
import type { Condition, RowReader } from '@ledgerdesk/read-store';
import { type CalendarsRow, responseReport } from './definition.js';

/** The conditions of the rows that have calendars. */
const OF_NO_TICKET: readonly Condition[] = [{ column: 'openedAt', is: '=', value: null }];

/** Calendar of a target that counts elapsed time. */
const ALWAYS_ID = 'always';

type HoursById = ReadonlyMap<string, OpenHours>;

/** The open hours of every calendar of a file that has a time zone of its own. A file that cannot be read has none. */
const hoursIn = (text: string, zones: TimeZones): HoursById => {
  try {
    const calendars = [...calendarsFrom(JSON.parse(text), zones).values()];
    const zoned = calendars.filter(({ timeZone }) => timeZone !== TEAM_ZONE);
    return new Map(zoned.map((calendar) => [calendar.id, openHours(calendar, zones)]));
  } catch (error) {
    if (error instanceof CalendarError) return new Map();
    throw error;
  }
};

/** The open hours of calendars as they are on the log: those that decisions counted in. */
export class RecordedCalendars {
  constructor(private readonly versions: ReadonlyMap<string, HoursById>) {}

  /**
   * Returns the hours of a calendar in a version of its file. Undefined if the log does not have it: it was used before
   * version 0.2.0, or its file is too large.
   */
  hours(calendar: string, version: string | null): OpenHours | undefined {
    if (calendar === ALWAYS_ID) return ALWAYS;
    return version === null ? undefined : this.versions.get(version)?.get(calendar);
  }
}

/** Reads the calendars of every version that a decision has used. */
export const readRecordedCalendars = async (rows: RowReader, zones: TimeZones): Promise<RecordedCalendars> => {
  const versions = new Map<string, HoursById>();
  await rows.each<CalendarsRow>(responseReport.name, OF_NO_TICKET, ({ calendars, text }) => {
    if (text !== null) versions.set(calendars, hoursIn(text, zones));
  });
  return new RecordedCalendars(versions);
};
