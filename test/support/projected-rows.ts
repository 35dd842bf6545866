import type { Projection, RecordedEvent, Row } from '@ledgerdesk/kernel';
import { rowsOf } from '@ledgerdesk/projection-kit';
import { InMemoryRowReader, type RowReader } from '@ledgerdesk/read-store';
import { recordedEvents, type EventFixture } from './recorded-events.js';

export { rowsOf };

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
