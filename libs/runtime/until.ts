import { comparePositions, type Instant, type Position } from '@ledgerdesk/kernel';
import { isStampedByEngine, START, type ReadableLog, type StoredEvent } from '@ledgerdesk/event-store';

/**
 * How far a replay goes: to the head; through a position; through the prefix before the first event recorded after an
 * instant; or through everything that occurred by an instant, in log order.
 */
export type Until =
  | { readonly head: true }
  | { readonly position: Position }
  | { readonly recorded: Instant }
  | { readonly occurred: Instant };

/** A moment of the log, by position or by instant. */
export type AsOf = { readonly position: Position } | { readonly instant: Instant };

/** Whether an instant counts by when events were recorded, or by when they occurred. */
export const TIME_BASES = ['recorded', 'occurred'] as const;
export type TimeBasis = (typeof TIME_BASES)[number];

/** How far to replay for a moment; without one, to the head. */
export const untilOf = (moment: AsOf | undefined, by: TimeBasis = 'recorded'): Until => {
  if (!moment) return { head: true };
  if ('position' in moment) return { position: moment.position };
  return by === 'occurred' ? { occurred: moment.instant } : { recorded: moment.instant };
};

type EventTimes = Pick<StoredEvent, 'stream' | 'position' | 'recordedAt' | 'occurredAt' | 'metadata'>;

/** Whether a replay that goes so far takes an event in. */
export const isIncluded = (until: Until, event: EventTimes): boolean =>
  !isBeyond(until)(event) && occurredInTime(until)(event);

export interface PageOptions {
  readonly log: Pick<ReadableLog, 'readAll'>;
  readonly until: Until;
  readonly types: readonly string[];
  readonly batch: number;
  /** Told after each page how far the log was looked at. */
  readonly onPage?: (scannedTo: Position) => void;
}

/** The events of the given types up to `until`, a page at a time. */
export async function* pagesUntil({
  log,
  until,
  types,
  batch,
  onPage,
}: PageOptions): AsyncGenerator<readonly StoredEvent[]> {
  // By recorded time, an event of a type that nobody handles may be the one that ends the prefix: look at all.
  const filter = 'recorded' in until ? {} : { types };
  for (let after = START; ;) {
    const page = await log.readAll({ after, filter, limit: batch });
    const end = page.events.findIndex(isBeyond(until));
    yield (end < 0 ? page.events : page.events.slice(0, end)).filter(occurredInTime(until));
    onPage?.(page.scannedTo);
    if (end >= 0 || page.end || isReached(until, page.scannedTo)) return;
    after = page.scannedTo;
  }
}

const isBeyond =
  (until: Until) =>
  (event: EventTimes): boolean =>
    'position' in until
      ? comparePositions(event.position, until.position) > 0
      : 'recorded' in until && event.recordedAt > until.recorded && isStampedByEngine(event);

const occurredInTime =
  (until: Until) =>
  (event: EventTimes): boolean =>
    !('occurred' in until) || event.occurredAt <= until.occurred;

const isReached = (until: Until, scannedTo: Position): boolean =>
  'position' in until && comparePositions(scannedTo, until.position) >= 0;
