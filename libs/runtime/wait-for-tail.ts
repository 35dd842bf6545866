import type { RecentEvents } from '@ledgerdesk/event-store';
import { comparePositions, type Position, type Timers } from '@ledgerdesk/kernel';
import { filter, firstValueFrom, map, merge, startWith } from 'rxjs';
import { delay } from './timers.js';

/** Resolves to true when the newest events in memory reach a position, and to false after `ms`. */
export const waitForTail = (tail: RecentEvents, position: Position, timers: Timers, ms: number): Promise<boolean> => {
  const reached = tail.changes.pipe(
    startWith(undefined),
    filter(() => tail.position !== undefined && comparePositions(tail.position, position) >= 0),
    map(() => true),
  );
  const timeout = delay(timers, ms).pipe(map(() => false));
  return firstValueFrom(merge(reached, timeout));
};
