import type { DomainEvent, Instant, Projection, RecordedEvent, Row } from '@ledgerdesk/kernel';
import { Heap } from 'heap-js';

/** A row that is due at an instant. */
export type ArmedRow<R extends Row> = R & { readonly at: Instant };

interface Due {
  readonly key: string;
  readonly at: Instant;
}

const isArmed = <R extends Row>(row: R | undefined): row is ArmedRow<R> => typeof row?.['at'] === 'string';

/** Orders by instant, then by key. Instants are strings of equal length. */
const compare = (a: Due, b: Due): number =>
  a.at === b.at ? Number(a.key > b.key) - Number(a.key < b.key) : a.at < b.at ? -1 : 1;

/**
 * Rows of a projection in memory, taken in the order of their column `at`, the due instant; null if not armed. For
 * imports and simulations, whose time comes from their input.
 *
 * @example
 * rows.apply(event);
 * for (let row = rows.takeBefore(now); row; row = rows.takeBefore(now)) await fire(row);
 */
export class ArmedRows<R extends Row> {
  private readonly rows = new Map<string, R>();
  /** One entry for each `at` that a row has had since it was last taken. Outdated entries are skipped. */
  private readonly due = new Heap<Due>(compare);

  constructor(private readonly projection: Projection<DomainEvent, R>) {}

  /** Applies an event that the projection handles. */
  apply(event: RecordedEvent): void {
    for (const key of this.projection.keysOf(event)) {
      const before = this.rows.get(key);
      const row = this.projection.evolve(key, before, event);
      if (row) this.rows.set(key, row);
      else this.rows.delete(key);
      if (isArmed(row) && row.at !== before?.['at']) this.due.push({ key, at: row.at });
    }
  }

  /** Takes the earliest row due before `instant`. A row is taken again only if it is armed again. */
  takeBefore(instant: Instant): ArmedRow<R> | undefined {
    for (let first = this.due.peek(); first && first.at < instant; first = this.due.peek()) {
      this.due.pop();
      const row = this.rows.get(first.key);
      if (isArmed(row) && row.at === first.at) return row;
    }
    return undefined;
  }
}
