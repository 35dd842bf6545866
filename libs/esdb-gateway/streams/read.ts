import streams from '@eventstore/db-client/generated/streams_pb.js';
import type { ReadReq, ReadResp } from '@eventstore/db-client/generated/streams_pb.js';
import { MAX_PAGE_BYTES, type ReadableLog, type StoredEvent } from '@ledgerdesk/event-store';
import { type Position, positionBefore } from '@ledgerdesk/kernel';
import { EventMessage } from '../protocol/event-message.js';
import { resolvedPages } from '../protocol/links.js';
import { readOptionsOf, streamNameOf } from '../protocol/request-fields.js';
import { isFound, isInRange, readStreamState, type VisibleRange, visibleRange } from '../protocol/stream-metadata.js';
import { parseReadFilter } from './read-filter.js';
import { notFoundMessage } from './read-responses.js';

const PAGE_SIZE = 500;
type Direction = 'forward' | 'backward';

const directionOf = (options: ReadReq.Options): Direction =>
  options.getReadDirection() === streams.ReadReq.Options.ReadDirection.BACKWARDS ? 'backward' : 'forward';

/** True for a read of `$all` forward from the end, or backward from the start: it has no results. */
const isEmptyRead = (from: ReadReq.Options.AllOptions, direction: Direction): boolean =>
  direction === 'forward' ? from.hasEnd() : from.hasStart();

async function* streamPages(
  log: ReadableLog,
  stream: string,
  first: number | undefined,
  direction: Direction,
): AsyncGenerator<readonly StoredEvent[]> {
  const step = direction === 'forward' ? 1 : -1;
  for (let from = first; from === undefined || from >= 0;) {
    const page = await log.readStream(stream, {
      ...(from !== undefined && { from }),
      direction,
      limit: PAGE_SIZE,
      maxBytes: MAX_PAGE_BYTES,
    });
    yield page;
    if (page.length === 0) return;
    from = (page.at(-1)?.revision ?? 0) + step;
  }
}

interface StreamRead {
  readonly stream: string;
  readonly direction: Direction;
  readonly from: number | undefined;
  readonly visible: VisibleRange;
}

/** The revision from which a stream is read; undefined for the first one in this direction. */
const firstRequested = (options: ReadReq.Options.StreamOptions, direction: Direction): number | undefined => {
  if (options.hasRevision()) return Number(options.getRevision());
  return direction === 'backward' && options.hasStart() ? 0 : undefined;
};

/** The range that a read of a stream covers; undefined if the stream has no events or is deleted. */
const resolveStreamRead = async (
  log: ReadableLog,
  options: ReadReq.Options,
  streamOptions: ReadReq.Options.StreamOptions,
  now: number,
): Promise<StreamRead | undefined> => {
  const stream = streamNameOf(streamOptions.getStreamIdentifier());
  const direction = directionOf(options);
  const state = await readStreamState(log, stream);
  if (!isFound(state)) return undefined;
  const visible = visibleRange(state.metadata, state.lastRevision, now);
  const requested = firstRequested(streamOptions, direction);
  const from = direction === 'forward' ? Math.max(requested ?? 0, visible.fromRevision) : requested;
  return { stream, direction, from, visible };
};

async function* readStream(
  log: ReadableLog,
  options: ReadReq.Options,
  streamOptions: ReadReq.Options.StreamOptions,
  now: number,
): AsyncGenerator<readonly ReadResp[]> {
  const read = await resolveStreamRead(log, options, streamOptions, now);
  if (!read) yield [notFoundMessage(streamNameOf(streamOptions.getStreamIdentifier()))];
  if (!read || (read.direction === 'forward' && streamOptions.hasEnd())) return;
  let remaining = Number(options.getCount());
  for await (const page of streamPages(log, read.stream, read.from, read.direction)) {
    const events = page.filter(isInRange(read.visible)).slice(0, remaining);
    for await (const resolved of resolvedPages(log, events, options.getResolveLinks(), now))
      yield resolved.map((event) => new EventMessage(event));
    remaining -= events.length;
    if (remaining <= 0 || (page.at(-1)?.revision ?? 0) < read.visible.fromRevision) return;
  }
}

/** The position to read after. Forward, clients expect the event at their position, which the store would exclude. */
const parseAfter = (allOptions: ReadReq.Options.AllOptions, direction: Direction): Position | undefined => {
  const position = allOptions.getPosition()?.getCommitPosition();
  if (position === undefined || direction === 'backward') return position;
  return positionBefore(position);
};

async function* readAll(
  log: ReadableLog,
  options: ReadReq.Options,
  allOptions: ReadReq.Options.AllOptions,
  now: number,
): AsyncGenerator<readonly ReadResp[]> {
  const direction = directionOf(options);
  const { matches, storeFilter } = parseReadFilter(options);
  if (isEmptyRead(allOptions, direction)) return;
  let after = parseAfter(allOptions, direction);
  for (let remaining = Number(options.getCount()); remaining > 0;) {
    const limit = options.hasFilter() ? PAGE_SIZE : Math.min(remaining, PAGE_SIZE);
    const page = await log.readAll({ ...(after !== undefined && { after }), direction, filter: storeFilter, limit });
    const events = page.events.filter(matches).slice(0, remaining);
    for await (const resolved of resolvedPages(log, events, options.getResolveLinks(), now))
      yield resolved.map((event) => new EventMessage(event));
    if (page.end) return;
    remaining -= events.length;
    after = page.scannedTo;
  }
}

/**
 * `Streams/Read` without a subscription: yields pages of messages, which are empty where no event of a page matches the
 * filter. A stream that has no events, or is deleted, is not found.
 * Retention hides events from reads of their stream, not from reads of `$all`. `now` is in ms since the epoch.
 */
export const read = (log: ReadableLog, request: ReadReq, now: number): AsyncGenerator<readonly ReadResp[]> => {
  const options = readOptionsOf(request);
  const [stream, all] = [options.getStream(), options.getAll()];
  if (stream) return readStream(log, options, stream, now);
  if (all) return readAll(log, options, all, now);
  throw new RangeError('The read specifies neither a stream nor $all.');
};
