import { isList, isRecord } from '@ledgerdesk/kernel';
import { WEEKDAYS } from './calendar.js';
import type { CalendarProblem } from './calendar-error.js';

const CLOCK = /^(?:[01]\d|2[0-3]):[0-5]\d$/;

/** Returns the problems of weekly hours. Overlaps (counted once) and hours past midnight are allowed. */
export function checkWeekly(weekly: unknown): CalendarProblem[] {
  if (!isRecord(weekly))
    return [{ path: 'weekly', message: 'Must map weekdays to hours: {"mon": [["09:00", "17:00"]], …}.' }];
  const problems = Object.entries(weekly).flatMap(([weekday, hours]) => checkWeekday(weekday, hours));
  const opens = Object.values(weekly).some((hours) => isList(hours) && hours.length > 0);
  return opens
    ? problems
    : [...problems, { path: 'weekly', message: 'The calendar never opens. Add hours to at least one weekday.' }];
}

function checkWeekday(weekday: string, hours: unknown): CalendarProblem[] {
  const path = `weekly.${weekday}`;
  if (!WEEKDAYS.some((known) => known === weekday))
    return [{ path, message: 'Unknown weekday. Use mon, tue, wed, thu, fri, sat or sun.' }];
  if (!isList(hours)) return [{ path, message: 'Must be a list of [opens, closes] pairs. Omit days that are closed.' }];
  return hours.flatMap((pair, index) => checkPair(`${path}[${index}]`, pair));
}

function checkPair(path: string, pair: unknown): CalendarProblem[] {
  if (!isList(pair) || pair.length !== 2) return [{ path, message: 'Must be a pair such as ["09:00", "17:00"].' }];
  const [opens, closes] = pair;
  if (!isClock(opens))
    return [{ path, message: `"${String(opens)}" is not a valid opening time. Use 00:00 to 23:59.` }];
  if (!isClock(closes) && closes !== '24:00')
    return [{ path, message: `"${String(closes)}" is not a valid closing time. Use 00:01 to 24:00.` }];
  return opens === closes
    ? [{ path, message: 'Opening and closing times are equal. For a whole day, use ["00:00", "24:00"].' }]
    : [];
}

const isClock = (value: unknown): value is string => typeof value === 'string' && CLOCK.test(value);
