import {
  type AppendResult,
  type EventStore,
  isLogIdentity,
  pagesOf,
  type ReadableLog,
  type StoredEvent,
  WrongExpectedRevision,
} from '@ledgerdesk/event-store';
import type { Position } from '@ledgerdesk/kernel';
import type { PositionMap } from './position-map.js';

/** Thrown if the target contains a different event where one is to be appended or compared. */
export class TargetDiffers extends Error {
  readonly code = 'target-differs';
  constructor(event: StoredEvent, difference: string) {
    super(
      [
        `The target differs at revision ${event.revision} of ${event.stream}`,
        `(position ${event.position} of the source): ${difference}.`,
        'Copy into an empty log or into a partial copy of the source.',
      ].join(' '),
    );
  }
}

/** Maximum size of one append. Batching saves round trips; the limits keep it far below the store's maximum. */
const MAX_EVENTS = 50;
const MAX_CHARACTERS = 200_000;

const sizeOf = ({ data, metadata }: StoredEvent): number => data.length + metadata.length;

/** Splits events into batches of consecutive events of one stream. */
const batchesOf = (events: readonly StoredEvent[]): readonly (readonly StoredEvent[])[] => {
  const batches: StoredEvent[][] = [];
  let size = 0;
  for (const event of events) {
    const last = batches.at(-1);
    size += sizeOf(event);
    if (last?.at(-1)?.stream === event.stream && last.length < MAX_EVENTS && size < MAX_CHARACTERS) last.push(event);
    else {
      batches.push([event]);
      size = sizeOf(event);
    }
  }
  return batches;
};

const appendBatch = async (target: EventStore, batch: readonly StoredEvent[]): Promise<AppendResult | undefined> => {
  const [first] = batch;
  if (!first) return undefined;
  try {
    return await target.append(first.stream, first.revision === 0 ? 'no-stream' : first.revision - 1, batch);
  } catch (error) {
    if (error instanceof WrongExpectedRevision)
      throw new TargetDiffers(first, `its stream is at revision ${error.actual} in the target`);
    throw error;
  }
};

/**
 * Appends the source's events after the last position in the map, sequentially, because the target's order is that of
 * its appends. Idempotent: an interrupted copy may append events again.
 */
export const copyLog = async (
  source: ReadableLog,
  target: EventStore,
  map: PositionMap,
  onPage: (scannedTo: Position) => void,
): Promise<void> => {
  map.create();
  for await (const { events, scannedTo } of pagesOf(source, { after: map.lastCopied() })) {
    for (const batch of batchesOf(events.filter((event) => !isLogIdentity(event)))) {
      const appended = await appendBatch(target, batch);
      const last = batch.at(-1);
      if (appended && last) map.add([[last.position, appended.position]]);
    }
    onPage(scannedTo);
  }
};
