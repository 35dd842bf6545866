import { isInGroup, type Projection, type RecordedEvent, type Row } from '@ledgerdesk/kernel';
import { InMemoryRowReader, type RowReader } from '@ledgerdesk/read-store';
import { recordedEvents, type EventFixture } from './recorded-events.js';

/** Returns the rows of a projection after events. Rows are frozen, so an `evolve` that mutates one throws. */
export const rowsOf = (projection: Projection, events: readonly RecordedEvent[]): Map<string, Row> => {
  const rows = new Map<string, Row>();
  for (const event of events.filter(({ type }) => projection.handles.includes(type))) {
    const group = projection.groupOf?.(event);
    const grouped = group === undefined ? [] : [...rows.keys()].filter((key) => isInGroup(key, group));
    for (const key of new Set([...projection.keysOf(event), ...grouped])) {
      const row = projection.evolve(key, rows.get(key), event);
      if (row) rows.set(key, frozen(row));
      else rows.delete(key);
    }
  }
  return rows;
};

/** Returns the rows of a projection after the fixtures, recorded as one log. */
export const rowsAfter = (projection: Projection, ...fixtures: readonly EventFixture[]): Map<string, Row> =>
  rowsOf(projection, recordedEvents(...fixtures));

type Projections = Projection | readonly Projection[];

/** Returns a reader of the rows of one projection or several after events. */
export const readerOf = (projections: Projections, events: readonly RecordedEvent[]): RowReader =>
  new InMemoryRowReader(
    [projections].flat().map((projection: Projection) => ({ projection, rows: rowsOf(projection, events) })),
  );

/** Returns a reader of the rows of one projection or several after the fixtures, recorded as one log. */
export const readerAfter = (projections: Projections, ...fixtures: readonly EventFixture[]): RowReader =>
  readerOf(projections, recordedEvents(...fixtures));

/** A reader like another one, with some methods replaced. */
export const readerLike = (reader: RowReader, changes: Partial<RowReader>): RowReader => ({
  get: reader.get.bind(reader),
  find: reader.find.bind(reader),
  count: reader.count.bind(reader),
  scan: reader.scan.bind(reader),
  scanCounts: reader.scanCounts.bind(reader),
  counts: reader.counts.bind(reader),
  each: reader.each.bind(reader),
  ...changes,
});

const frozen = <T>(value: T): T => {
  if (typeof value === 'object' && value !== null) Object.values(value).forEach(frozen);
  return Object.freeze(value);
};
