import type { Projection, RecordedEvent, Row } from '@ledgerdesk/kernel';
import { InMemoryRowReader, type RowReader } from '@ledgerdesk/read-store';
import { recorded, type Happening } from './recorded.js';

/** The rows of a projection after these events. Rows are frozen, so that an `evolve` that mutates one throws. */
export const foldedFrom = (projection: Projection, events: readonly RecordedEvent[]): Map<string, Row> => {
  const rows = new Map<string, Row>();
  for (const event of events.filter(({ type }) => projection.handles.includes(type))) {
    for (const key of projection.keysOf(event)) {
      const row = projection.evolve(key, rows.get(key), event);
      if (row) rows.set(key, frozen(row));
      else rows.delete(key);
    }
  }
  return rows;
};

/** The rows of a projection after these happenings, as one log. */
export const folded = (projection: Projection, ...happenings: readonly Happening[]): Map<string, Row> =>
  foldedFrom(projection, recorded(...happenings));

/** Reads those rows as a store would give them. */
export const readerFrom = (projection: Projection, events: readonly RecordedEvent[]): RowReader =>
  new InMemoryRowReader([{ projection, rows: foldedFrom(projection, events) }]);

export const readerAfter = (projection: Projection, ...happenings: readonly Happening[]): RowReader =>
  readerFrom(projection, recorded(...happenings));

const frozen = <T>(value: T): T => {
  if (typeof value === 'object' && value !== null) Object.values(value).forEach(frozen);
  return Object.freeze(value);
};
