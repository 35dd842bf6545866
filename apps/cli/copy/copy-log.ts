import {
  type EventStore,
  isLogIdentity,
  type LogPage,
  pagesOf,
  type ReadableLog,
  type StoredEvent,
  WrongExpectedRevision,
} from '@ledgerdesk/event-store';
import { comparePositions, type Position } from '@ledgerdesk/kernel';
import { TargetDiffers } from './target-differs.js';

/** Maximum size of one append. Batching saves round trips; the limits keep it far below the store's maximum. */
const MAX_EVENTS = 50;
const MAX_CHARACTERS = 200_000;

const sizeOf = ({ data, metadata }: StoredEvent): number => data.length + metadata.length;

/** Splits events into batches of consecutive events of one stream. */
export const batchesOf = (events: readonly StoredEvent[]): readonly (readonly StoredEvent[])[] => {
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

const appendBatch = async (target: EventStore, batch: readonly StoredEvent[]): Promise<void> => {
  const [first] = batch;
  if (!first) return;
  try {
    await target.append(first.stream, first.revision === 0 ? 'no-stream' : first.revision - 1, batch);
  } catch (error) {
    if (error instanceof WrongExpectedRevision)
      throw new TargetDiffers(first, `its stream is at revision ${error.actual} in the target`);
    throw error;
  }
};

/** A part of a log: after a position, up to another. */
interface LogRange {
  readonly after: Position;
  readonly until: Position;
}

/** Yields pages of a log up to a position, even if events are appended in the meantime. */
async function* pagesWithin(log: ReadableLog, { after, until }: LogRange): AsyncGenerator<LogPage> {
  if (comparePositions(after, until) >= 0) return;
  for await (const page of pagesOf(log, { after })) {
    yield { ...page, events: page.events.filter(({ position }) => comparePositions(position, until) <= 0) };
    if (comparePositions(page.scannedTo, until) >= 0) return;
  }
}

/** Appends a part of the source to the target, sequentially, because the target's order is that of its appends. */
export const copyLog = async (
  source: ReadableLog,
  target: EventStore,
  range: LogRange,
  onPage: (scannedTo: Position) => void,
): Promise<void> => {
  for await (const { events, scannedTo } of pagesWithin(source, range)) {
    for (const batch of batchesOf(events.filter((event) => !isLogIdentity(event)))) await appendBatch(target, batch);
    onPage(scannedTo);
  }
};
