import { ID_PATTERN, isList, isRecord } from '@ledgerdesk/kernel';
import type { Calendar } from './calendar.js';
import { checkWeekly } from './check-hours.js';
import { isLocalDate } from './local-date.js';
import { CalendarError, type CalendarProblem } from './calendar-error.js';
import type { TimeZones } from './time-zones.js';

const FIELDS: readonly string[] = [
  'id',
  'version',
  'timeZone',
  'weekly',
  'holidays',
  'note',
] satisfies (keyof Calendar)[];

/** Returns every problem of a calendar; an empty list means it is a valid `Calendar`. */
export function checkCalendar(input: unknown, zones: TimeZones): CalendarProblem[] {
  if (!isRecord(input)) return [{ path: '', message: 'Must be an object with id, timeZone, weekly and holidays.' }];
  return [
    ...checkNames(input),
    ...checkZone(input.timeZone, zones),
    ...checkWeekly(input.weekly),
    ...checkHolidays(input.holidays),
  ];
}

/** Throws a CalendarError with all problems unless the calendar is valid. */
export function assertCalendar(input: unknown, zones: TimeZones): asserts input is Calendar {
  const problems = checkCalendar(input, zones);
  if (problems.length === 0) return;
  throw new CalendarError(
    isRecord(input) && typeof input.id === 'string' ? `Calendar "${input.id}"` : 'The calendar',
    problems,
  );
}

function checkNames(input: Readonly<Record<string, unknown>>): CalendarProblem[] {
  const problems = Object.keys(input)
    .filter((field) => !FIELDS.includes(field))
    .map((path) => ({ path, message: `Unknown field. Known fields: ${FIELDS.join(', ')}.` }));
  if (typeof input.id !== 'string' || !ID_PATTERN.test(input.id))
    problems.push({ path: 'id', message: 'Must be 1 to 64 letters, digits, "_" or "-".' });
  return [...problems, ...['version', 'note'].flatMap((field) => checkText(field, input[field]))];
}

const checkText = (path: string, value: unknown): CalendarProblem[] =>
  value === undefined || (typeof value === 'string' && value !== '')
    ? []
    : [{ path, message: 'Must be a non-empty string. Omit the field if there is none.' }];

function checkZone(zone: unknown, zones: TimeZones): CalendarProblem[] {
  const message = typeof zone === 'string' ? zones.problemWith(zone) : 'Must be an IANA time zone such as Asia/Tokyo.';
  return message === undefined ? [] : [{ path: 'timeZone', message }];
}

/** Returns the problems of a list of holidays. A date listed twice counts once. */
function checkHolidays(holidays: unknown): CalendarProblem[] {
  if (!isList(holidays)) return [{ path: 'holidays', message: 'Must be a list of dates. Use [] for none.' }];
  return holidays.flatMap((date, index) =>
    typeof date === 'string' && isLocalDate(date)
      ? []
      : [
          {
            path: `holidays[${index}]`,
            message: `"${String(date)}" is not a date. Use an existing date as YYYY-MM-DD.`,
          },
        ],
  );
}
