import type { Projection, RecordedEvent, Row } from '@ledgerdesk/kernel';
import { InMemoryRowReader, type RowReader } from '@ledgerdesk/read-store';
import { recordedEvents, type EventFixture } from './recorded.js';

/** The rows of a projection after these events. Rows are frozen, so that an `evolve` that mutates one throws. */
export const rowsOf = (projection: Projection, events: readonly RecordedEvent[]): Map<string, Row> => {
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
export const rowsAfter = (projection: Projection, ...fixtures: readonly EventFixture[]): Map<string, Row> =>
  rowsOf(projection, recordedEvents(...fixtures));

/** Reads those rows as a store would give them. */
export const readerOf = (projection: Projection, events: readonly RecordedEvent[]): RowReader =>
  new InMemoryRowReader([{ projection, rows: rowsOf(projection, events) }]);

export const readerAfter = (projection: Projection, ...fixtures: readonly EventFixture[]): RowReader =>
  readerOf(projection, recordedEvents(...fixtures));

const frozen = <T>(value: T): T => {
  if (typeof value === 'object' && value !== null) Object.values(value).forEach(frozen);
  return Object.freeze(value);
};
