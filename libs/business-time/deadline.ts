import { checkedInstant, checkedMillis, checkedPauses } from './arguments.js';
import { clipIntervals, mergeIntervals, type Interval } from './intervals.js';
import type { OpenHours } from './open-hours.js';
import { MINUTE } from './units.js';

const NO_PAUSES: readonly Interval[] = [];

/**
 * The first instant by which `minutes` of open time, pauses left out, have passed since `start`; all instants are
 * epoch ms. One that falls on closing time is the closing instant, not the next opening; 0 minutes give `start`,
 * open or not. Fractions count to the nearest millisecond. RangeError for minutes that are negative or not finite,
 * for an inverted pause, and for a deadline more than a hundred years of calendar away.
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

/** Spends the time wanted between the pauses, up to the leg in which it runs out. */
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
 * Minutes of open time in [start, end), pauses left out, exact to the millisecond; instants are epoch ms.
 * RangeError for an end before the start and for an inverted pause.
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

/** Whether the desk is open at an epoch ms; at closing time it is not. */
export const isOpen = (hours: OpenHours, instant: number): boolean =>
  hours.between(checkedInstant(instant, 'instant'), instant + 1) > 0;

/** The first open epoch ms at or after one: itself if the desk is open. RangeError if it stays closed for a hundred years. */
export const nextOpening = (hours: OpenHours, instant: number): number =>
  hours.opening(checkedInstant(instant, 'instant'));
