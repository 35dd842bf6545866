import {
  type EventRun,
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

/** Consecutive events of one stream, to append as they are in the source. */
const runOf = (batch: readonly StoredEvent[]): EventRun => {
  const [{ stream, revision } = { stream: '', revision: 0 }] = batch;
  return { stream, expected: revision === 0 ? 'no-stream' : revision - 1, events: batch };
};

/** Yields a part of a log in runs. */
async function* runsWithin(
  log: ReadableLog,
  range: LogRange,
  onPage: (scannedTo: Position) => void,
): AsyncGenerator<EventRun> {
  for await (const { events, scannedTo } of pagesWithin(log, range)) {
    yield* batchesOf(events.filter((event) => !isLogIdentity(event))).map(runOf);
    onPage(scannedTo);
  }
}

const appendEach = async (target: EventStore, runs: AsyncIterable<EventRun>): Promise<void> => {
  for await (const { stream, expected, events } of runs) await target.append(stream, expected, events);
};

/** What a conflict means: the target has other events of the stream than the source. */
const differenceAt = async (
  source: ReadableLog,
  { stream, expected, actual }: WrongExpectedRevision,
): Promise<TargetDiffers | undefined> => {
  const revision = typeof expected === 'number' ? expected + 1 : 0;
  const [event] = await source.readStream(stream, { from: revision, limit: 1 });
  return event && new TargetDiffers(event, `its stream is at revision ${actual} in the target`);
};

/** Appends a part of the source to the target, in its order: the target's order is that of its appends. */
export const copyLog = async (
  source: ReadableLog,
  target: EventStore,
  range: LogRange,
  onPage: (scannedTo: Position) => void,
): Promise<void> => {
  const runs = runsWithin(source, range, onPage);
  try {
    await (target.appendInOrder?.(runs) ?? appendEach(target, runs));
  } catch (error) {
    const difference = error instanceof WrongExpectedRevision ? await differenceAt(source, error) : undefined;
    throw difference ?? error;
  }
};
