import type { Position } from '@ledgerdesk/kernel';
import type { StoredEvent } from '../port.js';
import { isUserEvent } from './log-filter.js';

/** Reads records backward, from the end of the log or from before a position. `end` is true at the log's start. */
type ReadBackward = (
  before: Position | undefined,
  count: number,
) => Promise<{ readonly events: readonly StoredEvent[]; readonly end: boolean }>;

/** The newest record of the log at a time, and the last event that is not a system event at that time. */
interface Seen {
  readonly newest: StoredEvent;
  readonly last: StoredEvent | undefined;
}

const FEW = 200;
const MANY = 4_000;

/**
 * Finds the last event of `$all` that is not a system event. Remembers how far it has looked, because the projections
 * of a server may write any number of system events behind it.
 */
export class LastEvent {
  #seen: Seen | undefined;

  /** Undefined if the log has no such event. */
  async find(read: ReadBackward): Promise<StoredEvent | undefined> {
    let newest: StoredEvent | undefined;
    for (let [before, count]: [Position | undefined, number] = [undefined, 1]; ;) {
      const { events, end } = await read(before, count);
      newest ??= events[0];
      const found = events.find((event) => isUserEvent(event) || this.#isSeen(event));
      if (found || end) return this.#remember(newest, found && this.#isSeen(found) ? this.#seen?.last : found);
      before = events.at(-1)?.position;
      count = Math.min(Math.max(FEW, count * 2), MANY);
    }
  }

  /** True for the record that was the newest one: nothing before it has to be looked at again. */
  #isSeen({ position, id }: StoredEvent): boolean {
    return position === this.#seen?.newest.position && id === this.#seen.newest.id;
  }

  #remember(newest: StoredEvent | undefined, last: StoredEvent | undefined): StoredEvent | undefined {
    this.#seen = newest && { newest, last };
    return last;
  }
}
