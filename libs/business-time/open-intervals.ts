import { checkedInstant } from './arguments.js';
import type { Interval } from './intervals.js';
import type { OpenHours } from './open-hours.js';

/** Returns the end of the open interval that starts at `opening`, `to` at most. Binary search. */
function closingAfter(hours: OpenHours, opening: number, to: number): number {
  let [open, unknown] = [opening, to];
  while (open < unknown) {
    const middle = Math.ceil((open + unknown) / 2);
    if (hours.between(opening, middle) === middle - opening) open = middle;
    else unknown = middle - 1;
  }
  return open;
}

/** Returns the open intervals within [from, to) in epoch ms, in order. Throws RangeError if to < from. */
export function openIntervals(hours: OpenHours, from: number, to: number): readonly Interval[] {
  if (checkedInstant(to, 'to') < checkedInstant(from, 'from'))
    throw new RangeError(`The end (${to}) is before the start (${from}).`);
  const intervals: Interval[] = [];
  let left = hours.between(from, to);
  for (let cursor = from; left > 0;) {
    const opening = hours.opening(cursor);
    const closing = closingAfter(hours, opening, to);
    intervals.push({ from: opening, to: closing });
    left -= closing - opening;
    cursor = closing;
  }
  return intervals;
}
