import {
  isFullPage,
  type LogPage,
  PageBytes,
  ReadBehind,
  START,
  type StoredEvent,
  streamPagesOf,
} from '@ledgerdesk/event-store';
import { isEngineEvent, type SortOrder } from '@ledgerdesk/events';
import { comparePositions, type Position } from '@ledgerdesk/kernel';
import { type AppendPlace, appendKeyOf } from '@ledgerdesk/projections';
import type { PageLog, PageRange } from '@ledgerdesk/runtime';
import { storeFilterOf } from './log.view.js';

/** Events of a stream that are read at a time. */
const STREAM_READ = { limit: 100, maxBytes: 262_144 };

/** The events of a stream after a position, forward or backward, read a few at a time. */
export async function* eventsOfStream(
  log: PageLog,
  stream: string,
  { order, after }: { readonly order: SortOrder; readonly after?: Position | undefined },
): AsyncGenerator<StoredEvent> {
  const direction = order === 'desc' ? 'backward' : 'forward';
  for (let from = await firstRevision(log, { order }, stream, after), isFull = true; isFull && (from ?? 0) >= 0;) {
    const events = await log.readStream(stream, { ...STREAM_READ, direction, ...(from !== undefined && { from }) });
    yield* events.filter(isEngineEvent);
    isFull = isFullPage(events, STREAM_READ);
    from = (events.at(-1)?.revision ?? 0) + (order === 'desc' ? -1 : 1);
  }
}

/** Which events a page is read from, and in which order. */
export interface EventSource {
  readonly order: SortOrder;
  /** Prefix of stream names, and types, by which a store selects events. */
  readonly stream?: string | undefined;
  readonly types?: readonly string[] | undefined;
  /** Only events of this stream. */
  readonly streamName?: string | undefined;
  /** Only the events of these appends, which are in order. Takes precedence over `streamName`. */
  readonly places?: readonly AppendPlace[] | undefined;
  /** Only events after this position. */
  readonly floor?: Position | undefined;
}

/** Events of an append that are read at a time. Most appends have fewer. */
const PER_READ = { limit: 8, maxBytes: 262_144 };

/** Reads a page of the log, of a stream, or of appends, forward or backward. */
export const readEventPage = (log: PageLog, source: EventSource, range: PageRange): Promise<LogPage> => {
  if (source.places) return readPlaces(log, source, source.places, range);
  return source.streamName === undefined
    ? readLog(log, source, range)
    : readStreamPage(log, source, source.streamName, range);
};

const isAfter = (position: Position, other: Position | undefined): boolean =>
  other === undefined || comparePositions(position, other) > 0;

/** The page without the events at or before `floor`, at which a page that is read backward ends. */
const downTo = (page: LogPage, floor: Position | undefined): LogPage => ({
  ...page,
  events: page.events.filter(({ position }) => isAfter(position, floor)),
  end: page.end || !isAfter(page.scannedTo, floor),
});

const readLog = async (log: PageLog, { order, floor, ...source }: EventSource, range: PageRange): Promise<LogPage> => {
  const filter = storeFilterOf(source);
  if (order === 'desc') return downTo(await log.readAll({ ...range, filter, direction: 'backward' }), floor);
  const after = floor !== undefined && isAfter(floor, range.after) ? floor : range.after;
  return log.readAll({ ...range, after, filter });
};

const positionAt = async (log: PageLog, stream: string, revision: number): Promise<Position> => {
  const [event] = await log.readStream(stream, { from: revision, limit: 1 });
  if (!event) throw new ReadBehind(stream, revision);
  return event.position;
};

/**
 * Returns how many events of a stream are at or before a position, with as many reads as the number of events has
 * binary digits: revisions and positions have the same order.
 */
const eventsUpTo = async (log: PageLog, stream: string, position: Position): Promise<number> => {
  const [last] = await log.readStream(stream, { direction: 'backward', limit: 1 });
  let [low, high] = [0, (last?.revision ?? -1) + 1];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (isAfter(await positionAt(log, stream, middle), position)) high = middle;
    else low = middle + 1;
  }
  return low;
};

/** The revision at which a page of a stream begins; undefined if it is the first, or backward the last one. */
const firstRevision = async (
  log: PageLog,
  { order, floor }: EventSource,
  stream: string,
  after: Position | undefined,
): Promise<number | undefined> => {
  if (order === 'desc') {
    if (after === undefined) return undefined;
    const upTo = await eventsUpTo(log, stream, after);
    const isEventAt = upTo > 0 && (await positionAt(log, stream, upTo - 1)) === after;
    return upTo - (isEventAt ? 2 : 1);
  }
  const from = floor !== undefined && isAfter(floor, after) ? floor : after;
  return from === undefined ? undefined : eventsUpTo(log, stream, from);
};

const readStreamPage = async (
  log: PageLog,
  source: EventSource,
  stream: string,
  { after, ...limits }: PageRange,
): Promise<LogPage> => {
  const from = await firstRevision(log, source, stream, after);
  if (from !== undefined && from < 0) return { events: [], scannedTo: after ?? START, end: true };
  const read = await log.readStream(stream, {
    ...limits,
    ...(from !== undefined && { from }),
    direction: source.order === 'desc' ? 'backward' : 'forward',
  });
  const page = { scannedTo: read.at(-1)?.position ?? after ?? START, end: !isFullPage(read, limits) };
  return downTo({ ...page, events: read.filter(isEngineEvent) }, source.floor);
};

/** The events of an append, in the order of the log. */
const eventsAt = async (log: PageLog, { key, stream, revision }: AppendPlace): Promise<readonly StoredEvent[]> => {
  const found: StoredEvent[] = [];
  for await (const events of streamPagesOf(log, stream, { ...PER_READ, from: revision })) {
    const own = events.filter(({ id }) => appendKeyOf(id) === key);
    found.push(...own);
    if (own.length < events.length) break;
  }
  if (found.length === 0) throw new ReadBehind(stream, revision);
  return found;
};

const readPlaces = async (
  log: PageLog,
  { order, floor }: EventSource,
  places: readonly AppendPlace[],
  { after, limit = Infinity, maxBytes = Infinity }: PageRange,
): Promise<LogPage> => {
  const bytes = new PageBytes(maxBytes);
  const events: StoredEvent[] = [];
  const isWanted = ({ position }: StoredEvent): boolean =>
    isAfter(position, floor) &&
    (after === undefined || (order === 'asc' ? isAfter(position, after) : isAfter(after, position)));
  for (const place of places) {
    const found = (await eventsAt(log, place)).filter(isWanted);
    for (const event of order === 'asc' ? found : found.toReversed()) {
      if (events.length >= limit || bytes.isFull) return { events, scannedTo: lastOf(events, after), end: false };
      events.push(event);
      bytes.add(event);
    }
  }
  return { events, scannedTo: lastOf(events, after), end: true };
};

const lastOf = (events: readonly StoredEvent[], after: Position | undefined): Position =>
  events.at(-1)?.position ?? after ?? START;
