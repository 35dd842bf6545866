import {
  type Calendar,
  calendarFor,
  isOpen,
  nextOpening,
  openHours,
  type OpenHours,
  type Weekday,
} from '@ledgerdesk/business-time';
import { type Instant, instantOf, millisOf } from '@ledgerdesk/kernel';
import type { Policies } from '../policies.js';

/** Weekdays in display order. */
export const WEEK = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const satisfies readonly Weekday[];

/** Opening hours for display: half-open intervals of local time, ending at `24:00` at most. */
export interface ShownHours {
  readonly calendar: string;
  readonly timeZone: string;
  /** Every day of the week; an end before its start is on the next day. */
  readonly weekly: Readonly<Record<Weekday, readonly { readonly opens: string; readonly closes: string }[]>>;
  /** Local dates on which support is closed (L8: none unless configured). */
  readonly holidays: readonly string[];
  readonly openNow: boolean;
  /** null while open. */
  readonly nextOpensAt: Instant | null;
}

const ALL_DAY = [['00:00', '24:00']] as const;
const AROUND_THE_CLOCK: Calendar = {
  id: 'always',
  timeZone: 'Etc/UTC',
  holidays: [],
  weekly: { mon: ALL_DAY, tue: ALL_DAY, wed: ALL_DAY, thu: ALL_DAY, fri: ALL_DAY, sat: ALL_DAY, sun: ALL_DAY },
};

const shown = ({ id, timeZone, weekly, holidays }: Calendar, hours: OpenHours, at: number): ShownHours => {
  const openNow = isOpen(hours, at);
  const windows = (day: Weekday) => (weekly[day] ?? []).map(([opens, closes]) => ({ opens, closes }));
  return {
    calendar: id,
    timeZone,
    holidays,
    openNow,
    weekly: Object.fromEntries(WEEK.map((day) => [day, windows(day)])) as Record<Weekday, ReturnType<typeof windows>>,
    nextOpensAt: openNow ? null : instantOf(nextOpening(hours, at)),
  };
};

/** Returns the hours of a calendar for a team's time zone (L7), as of an instant. */
export const shownHours = (
  { calendars, hours, zones }: Policies,
  id: string,
  teamZone: string,
  at: Instant,
): ShownHours => {
  const calendar = calendarFor(calendars.get(id) ?? AROUND_THE_CLOCK, teamZone);
  return shown(calendar, hours.get(id) ?? openHours(calendar, zones), millisOf(at));
};
