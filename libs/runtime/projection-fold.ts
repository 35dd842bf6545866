import type { Projection, RecordedEvent, Row } from '@ledgerdesk/kernel';
import { applyEvent } from './fold.js';
import { GroupedRows } from './grouped-rows.js';
import { PoisonEvent } from './poison-event.js';

/** The rows of one projection in memory, and the fold of decoded events into them. */
export class ProjectionFold {
  readonly #rows: GroupedRows;

  constructor(private readonly projection: Projection) {
    this.#rows = new GroupedRows(projection);
  }

  /** Rows by key, unordered. */
  get rows(): ReadonlyMap<string, Row> {
    return this.#rows.rows;
  }

  /** Applies an event to every row that it changes. Throws PoisonEvent, and then changes no row. */
  apply(event: RecordedEvent): void {
    const { projection } = this;
    try {
      const keyed = { event, keys: projection.keysOf(event), group: projection.groupOf?.(event) };
      applyEvent(projection, keyed, this.#rows);
    } catch (error) {
      throw new PoisonEvent(projection.name, event, error);
    }
  }
}
