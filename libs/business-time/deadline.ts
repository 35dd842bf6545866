import { DAY, HOUR, MINUTE } from '@ledgerdesk/kernel';
import { checkedInstant, checkedMillis, checkedPauses } from './arguments.js';
import { clipIntervals, mergeIntervals, type Interval } from './intervals.js';
import type { OpenHours } from './open-hours.js';

const NO_PAUSES: readonly Interval[] = [];

/**
 * Returns the epoch ms at which `minutes` of open time, without pauses, have passed since `start`. A deadline at
 * closing time is the closing instant, not the next opening; 0 minutes give `start`, open or closed. Fractions are
 * rounded to the millisecond. Throws RangeError for negative or infinite minutes, an inverted pause, and a deadline
 * more than a hundred years away.
 *
 * @example
 * // 60 minutes from Friday 16:30 at a desk open Monday to Friday, 9 to 17 in Tokyo: Monday 09:30.
 * deadline(hours, Date.parse('2026-11-27T07:30Z'), 60); // Date.parse('2026-11-30T00:30Z')
 */
export function deadline(
  hours: OpenHours,
  start: number,
  minutes: number,
  pauses: readonly Interval[] = NO_PAUSES,
): number {
  checkedInstant(start, 'start');
  const wanted = checkedMillis(minutes);
  if (wanted === 0) return start;
  const { from, left } =
    pauses.length === 0 ? { from: start, left: wanted } : lastLeg(hours, start, wanted, checkedPauses(pauses));
  return checkedInstant(hours.after(from, left), 'deadline');
}

/** Counts the open time between pauses and returns where the last section starts and how much time it has left. */
function lastLeg(
  hours: OpenHours,
  start: number,
  wanted: number,
  pauses: readonly Interval[],
): { from: number; left: number } {
  let [from, left] = [start, wanted];
  for (const pause of mergeIntervals(pauses)) {
    if (pause.to <= from) continue;
    const open = hours.between(from, Math.max(from, pause.from));
    if (left <= open) break;
    left -= open;
    from = pause.to;
  }
  return { from, left };
}

/**
 * Returns the minutes of open time in [start, end) without pauses, exact to the millisecond. Instants are epoch ms.
 * Throws RangeError for an end before the start and for an inverted pause.
 *
 * @example
 * openMinutes(ALWAYS, 0, 90_000); // 1.5
 */
export function openMinutes(
  hours: OpenHours,
  start: number,
  end: number,
  pauses: readonly Interval[] = NO_PAUSES,
): number {
  const span = { from: checkedInstant(start, 'start'), to: checkedInstant(end, 'end') };
  if (end < start) throw new RangeError(`The end (${end}) is before the start (${start}).`);
  const paused = clipIntervals(mergeIntervals(checkedPauses(pauses)), span);
  const millis = paused.reduce((open, { from, to }) => open - hours.between(from, to), hours.between(start, end));
  return millis / MINUTE;
}

/** Returns true if open at an epoch ms. Closing time counts as closed. */
export const isOpen = (hours: OpenHours, instant: number): boolean =>
  hours.between(checkedInstant(instant, 'instant'), instant + 1) > 0;

/** Returns the first open epoch ms at or after `instant`. Throws RangeError if closed for a hundred years. */
export const nextOpening = (hours: OpenHours, instant: number): number =>
  hours.opening(checkedInstant(instant, 'instant'));

/** A calendar that is open for longer than this without a break is taken to be open always. */
const LONGEST_OPENING = 400 * DAY;

/**
 * Returns the first closed epoch ms at or after `instant`: closing time, if it is open. Undefined for a calendar that
 * does not close within 400 days.
 */
export const nextClosing = (hours: OpenHours, instant: number): number | undefined => {
  const from = checkedInstant(instant, 'instant');
  const isOpenFor = (span: number): boolean => hours.between(from, from + span) === span;
  if (!isOpenFor(1)) return from;
  let [open, tried] = [1, HOUR];
  while (isOpenFor(tried)) {
    if (tried > LONGEST_OPENING) return undefined;
    [open, tried] = [tried, tried * 2];
  }
  while (tried - open > 1) {
    const middle = Math.floor((open + tried) / 2);
    if (isOpenFor(middle)) open = middle;
    else tried = middle;
  }
  return from + open;
};
