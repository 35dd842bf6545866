import { checkedInstant } from './arguments.js';
import type { Interval } from './intervals.js';
import type { OpenHours } from './open-hours.js';

/** The end of the open time that begins at `opening`, at `to` at the latest: found by halving, since all before it is open and nothing right after it. */
function closingAfter(hours: OpenHours, opening: number, to: number): number {
  let [open, unknown] = [opening, to];
  while (open < unknown) {
    const middle = Math.ceil((open + unknown) / 2);
    if (hours.between(opening, middle) === middle - opening) open = middle;
    else unknown = middle - 1;
  }
  return open;
}

/** The stretches of open time within [from, to), in order, in epoch ms: what `openMinutes` adds up. RangeError for an end before the start. */
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
