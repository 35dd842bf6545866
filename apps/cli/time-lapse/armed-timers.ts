import type { Instant, RecordedEvent } from '@ledgerdesk/kernel';
import { type ArmedTimer, type TimerRow, timers } from '@ledgerdesk/projections';

/** When a timer fires and whose it is; text order is time order. */
const nameOf = (at: Instant, key: string): string => `${at} ${key}`;

const placeFor = (names: readonly string[], name: string): number => {
  let [low, high] = [0, names.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((names[middle] ?? '') < name) low = middle + 1;
    else high = middle;
  }
  return low;
};

/** The timers that events have armed and not disarmed, in the order in which they fire: `response-deadlines`, in memory. */
export class ArmedTimers {
  private readonly rows = new Map<string, TimerRow>();
  /** Names of armed timers in order; those that have been disarmed meanwhile are passed over when their turn comes. */
  private readonly names: string[] = [];

  /** Takes up an event that the read model handles. */
  fold(event: RecordedEvent): void {
    for (const key of timers.keysOf(event)) {
      const row = timers.evolve(key, this.rows.get(key), event);
      if (row) this.rows.set(key, row);
      else this.rows.delete(key);
      if (row?.at) this.arm(nameOf(row.at, key));
    }
  }

  /** Takes out the earliest timer that is due before a moment. */
  next(moment: Instant): ArmedTimer | undefined {
    for (let name = this.names[0]; name !== undefined && name < moment; name = this.names[0]) {
      this.names.shift();
      const [at = '', key = ''] = name.split(' ');
      const row = this.rows.get(key);
      if (row?.at === at) return { ...row, at };
    }
    return undefined;
  }

  private arm(name: string): void {
    const place = placeFor(this.names, name);
    if (this.names[place] !== name) this.names.splice(place, 0, name);
  }
}
