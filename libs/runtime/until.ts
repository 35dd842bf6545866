import { comparePositions, type Instant, type Position, type TimeBasis } from '@ledgerdesk/kernel';
import { isStampedByEngine, pagesOf, type ReadableLog, type StoredEvent } from '@ledgerdesk/event-store';

/**
 * Where a replay stops:
 * - `head`: at the end of the log
 * - `position`: after the event at that position
 * - `recorded`: before the first event recorded after the instant
 * - `occurred`: at the end of the log, with only the events that occurred by the instant, in log order
 *
 * With `position` too, an instant's replay ends there at the latest, so that it is the same when the log has grown.
 */
export type Until =
  | { readonly head: true }
  | { readonly position: Position }
  | { readonly recorded: Instant; readonly position?: Position }
  | { readonly occurred: Instant; readonly position?: Position };

/** A point in the log, by position or by instant. */
export type AsOf = { readonly position: Position } | { readonly instant: Instant };

/** Returns where to stop a replay as of a point in the log; without one, at the head. */
export const untilOf = (asOf: AsOf | undefined, by: TimeBasis = 'recorded'): Until => {
  if (!asOf) return { head: true };
  if ('position' in asOf) return { position: asOf.position };
  return by === 'occurred' ? { occurred: asOf.instant } : { recorded: asOf.instant };
};

type EventTimes = Pick<StoredEvent, 'stream' | 'position' | 'recordedAt' | 'occurredAt' | 'metadata'>;

/** Returns true if a replay that stops there includes the event. */
export const isIncluded = (until: Until, event: EventTimes): boolean =>
  !isBeyond(until)(event) && occurredInTime(until)(event);

export interface PageOptions {
  readonly log: Pick<ReadableLog, 'readAll'>;
  readonly until: Until;
  readonly types: readonly string[];
  readonly batch: number;
  /** Called after each page with the position up to which the log was scanned. */
  readonly onPage?: (scannedTo: Position) => void;
}

/** Yields the events of the given types up to `until`, in pages. */
export async function* pagesUntil({
  log,
  until,
  types,
  batch,
  onPage,
}: PageOptions): AsyncGenerator<readonly StoredEvent[]> {
  // By recorded time, an event of any type may end the replay: read all types.
  const filter = 'recorded' in until ? {} : { types };
  for await (const { events, scannedTo } of pagesOf(log, { filter, limit: batch })) {
    const end = events.findIndex(isBeyond(until));
    yield (end < 0 ? events : events.slice(0, end)).filter(occurredInTime(until));
    onPage?.(scannedTo);
    if (end >= 0 || isReached(until, scannedTo)) return;
  }
}

const isBeyond =
  (until: Until) =>
  (event: EventTimes): boolean =>
    isReachedBefore(until, event.position) ||
    ('recorded' in until && event.recordedAt > until.recorded && isStampedByEngine(event));

const occurredInTime =
  (until: Until) =>
  (event: EventTimes): boolean =>
    !('occurred' in until) || event.occurredAt <= until.occurred;

const endOf = (until: Until): Position | undefined => ('position' in until ? until.position : undefined);

const isReached = (until: Until, scannedTo: Position): boolean => {
  const end = endOf(until);
  return end !== undefined && comparePositions(scannedTo, end) >= 0;
};

const isReachedBefore = (until: Until, position: Position): boolean => {
  const end = endOf(until);
  return end !== undefined && comparePositions(position, end) > 0;
};
