import { DAY } from '@ledgerdesk/kernel';

/** A calendar date without time zone, `2026-11-22`, years 0001 to 9999. Sorts chronologically as text. */
export type LocalDate = string;

const SHAPE = /^\d{4}-\d{2}-\d{2}$/;

/** Returns true for an existing date written `yyyy-mm-dd`. */
export const isLocalDate = (text: string): boolean =>
  SHAPE.test(text) && !text.startsWith('0000') && dateOfDay(Date.parse(`${text}T00:00Z`) / DAY) === text;

/** Returns the days since 1970-01-01. Throws RangeError for text that is not a date. */
export function dayOfDate(date: LocalDate): number {
  if (!isLocalDate(date)) throw new RangeError(`"${date}" is not a date. Use an existing date as YYYY-MM-DD.`);
  return Date.parse(`${date}T00:00Z`) / DAY;
}

/** Returns the date `day` days after 1970-01-01, '' if out of range. */
export function dateOfDay(day: number): LocalDate {
  const midnight = new Date(day * DAY);
  return Number.isNaN(midnight.getTime()) ? '' : midnight.toISOString().slice(0, -'T00:00:00.000Z'.length);
}

/** Returns the whole days from `a` to `b`, negative if `b` is earlier. */
export const daysBetween = (a: LocalDate, b: LocalDate): number => dayOfDate(b) - dayOfDate(a);

/** Returns the date `days` later, earlier if negative. Throws RangeError outside the years 0001 to 9999. */
export function addDays(date: LocalDate, days: number): LocalDate {
  const moved = dateOfDay(dayOfDate(date) + days);
  if (!isLocalDate(moved))
    throw new RangeError(`${days} days from ${date} is outside the years 0001 to 9999, or not a whole number of days.`);
  return moved;
}

/** Midnight in UTC. `month` counts from 0, and may be outside the year. */
const midnightOf = (year: number, month: number, day: number): number => new Date(0).setUTCFullYear(year, month, day);

/** The day of a month, counted from 1970-01-01; the last one of a month that is shorter. */
const lastDayUpTo = (year: number, month: number, day: number): number =>
  Math.min(midnightOf(year, month, day), midnightOf(year, month + 1, 0)) / DAY;

/** Returns the date `months` later, clamped to the end of the month: 31 January + 1 is 28 or 29 February. */
export function addMonths(date: LocalDate, months: number): LocalDate {
  dayOfDate(date);
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  const moved = Number.isInteger(months) ? dateOfDay(lastDayUpTo(year, month - 1 + months, day)) : '';
  if (!isLocalDate(moved)) throw new RangeError(`${months} months from ${date} is outside the years 0001 to 9999.`);
  return moved;
}
