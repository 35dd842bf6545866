import type { Position } from '@ledgerdesk/kernel';
import type { StoredEvent } from '../port.js';
import { isUserEvent } from './log-filter.js';

/** Reads records backward, from the end of the log or from before a position. `end` is true at the log's start. */
type ReadBackward = (
  before: Position | undefined,
  count: number,
) => Promise<{ readonly events: readonly StoredEvent[]; readonly end: boolean }>;

/** The newest record of the log at a time, and what is known of the records up to it. */
interface Seen {
  readonly newest: StoredEvent;
  /** The last event that is not a system event; undefined if there is none, or if it has not been found yet. */
  readonly last: StoredEvent | undefined;
  /** Position before which the search has to go on; undefined once it is complete. */
  readonly before: Position | undefined;
}

const FEW = 200;
const MANY = 4_000;

/**
 * Finds the last event of `$all` that is not a system event. Remembers how far it has looked, also if a read fails,
 * because the projections of a server may write any number of system events behind it.
 */
export class LastEvent {
  #seen: Seen | undefined;

  /** Undefined if the log has no such event. */
  async find(read: ReadBackward): Promise<StoredEvent | undefined> {
    let newest: StoredEvent | undefined;
    let isKnown = this.#seen !== undefined;
    for (let [before, count]: [Position | undefined, number] = [undefined, 1]; ;) {
      const { events, end } = await read(before, count);
      newest ??= events[0];
      const found = events.find((event) => isUserEvent(event) || (isKnown && this.#isSeen(event)));
      if (found && !isUserEvent(found)) {
        // Everything from here on was looked at before, up to where that search ended.
        isKnown = false;
        if (this.#seen?.before === undefined) return this.#remember(newest, this.#seen?.last);
        ({ before } = this.#seen);
      } else {
        if (found || end) return this.#remember(newest, found);
        before = events.at(-1)?.position;
      }
      if (!isKnown) this.#seen = newest && { newest, last: undefined, before };
      count = Math.min(Math.max(FEW, count * 2), MANY);
    }
  }

  /** True for the record that was the newest one. */
  #isSeen({ position, id }: StoredEvent): boolean {
    return position === this.#seen?.newest.position && id === this.#seen.newest.id;
  }

  #remember(newest: StoredEvent | undefined, last: StoredEvent | undefined): StoredEvent | undefined {
    this.#seen = newest && { newest, last, before: undefined };
    return last;
  }
}
