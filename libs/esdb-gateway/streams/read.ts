import streams from '@eventstore/db-client/generated/streams_pb.js';
import type { ReadReq, ReadResp } from '@eventstore/db-client/generated/streams_pb.js';
import type { Position } from '@ledgerdesk/kernel';
import { type ReadableLog, START, type StoredEvent } from '../../event-store/port.js';
import { EventMessage } from '../protocol/event-message.js';
import { filterOf } from '../protocol/event-filter.js';
import { resolved } from '../protocol/links.js';
import { notFoundMessage } from './read-responses.js';
import { optionsOf, streamNameOf } from '../protocol/request-fields.js';
import { isWithin, metadataOf, type Window, windowOf } from '../protocol/stream-metadata.js';

const PAGE = 500;
type Direction = 'forward' | 'backward';

const directionOf = (options: ReadReq.Options): Direction =>
  options.getReadDirection() === streams.ReadReq.Options.ReadDirection.BACKWARDS ? 'backward' : 'forward';

interface Ends {
  hasStart(): boolean;
  hasEnd(): boolean;
}

/** True when a read sets out from the very end that it would run into. */
const isAtItsEnd = (of: Ends, direction: Direction): boolean => (direction === 'forward' ? of.hasEnd() : of.hasStart());

async function* streamPages(
  log: ReadableLog,
  stream: string,
  first: number | undefined,
  direction: Direction,
): AsyncGenerator<readonly StoredEvent[]> {
  const step = direction === 'forward' ? 1 : -1;
  for (let from = first; from === undefined || from >= 0;) {
    const page = await log.readStream(stream, { ...(from !== undefined && { from }), direction, limit: PAGE });
    yield page;
    if (page.length < PAGE) return;
    from = (page.at(-1)?.revision ?? 0) + step;
  }
}

interface StreamRead {
  readonly stream: string;
  readonly direction: Direction;
  readonly from: number | undefined;
  readonly window: Window;
}

/** Where a read of a stream begins, in what of it is to be seen; undefined when nothing of it is. */
const streamRead = async (
  log: ReadableLog,
  options: ReadReq.Options,
  of: ReadReq.Options.StreamOptions,
  now: number,
): Promise<StreamRead | undefined> => {
  const stream = streamNameOf(of.getStreamIdentifier());
  const direction = directionOf(options);
  const [newest] = await log.readStream(stream, { direction: 'backward', limit: 1 });
  const window = windowOf(await metadataOf(log, stream), newest?.revision ?? -1, now);
  if (!newest || window.from > newest.revision) return undefined;
  const asked = of.hasRevision() ? Number(of.getRevision()) : undefined;
  return { stream, direction, from: direction === 'forward' ? Math.max(asked ?? 0, window.from) : asked, window };
};

async function* readStream(
  log: ReadableLog,
  options: ReadReq.Options,
  of: ReadReq.Options.StreamOptions,
  now: number,
): AsyncGenerator<readonly ReadResp[]> {
  const reading = await streamRead(log, options, of, now);
  if (!reading) yield [notFoundMessage(streamNameOf(of.getStreamIdentifier()))];
  if (!reading || isAtItsEnd(of, reading.direction)) return;
  let left = Number(options.getCount());
  for await (const page of streamPages(log, reading.stream, reading.from, reading.direction)) {
    const seen = page.filter(isWithin(reading.window)).slice(0, left);
    yield (await resolved(log, seen, options.getResolveLinks(), now)).map((each) => new EventMessage(each));
    left -= seen.length;
    if (left <= 0 || (page.at(-1)?.revision ?? 0) < reading.window.from) return;
  }
}

/** Forward, a read from a position has that position's event first, while the log's own pages begin after one; backward, both begin before it. */
const afterIn = (of: ReadReq.Options.AllOptions, direction: Direction): Position | undefined => {
  const position = of.getPosition()?.getCommitPosition();
  if (position === undefined || direction === 'backward') return position;
  return position === START ? START : String(BigInt(position) - 1n);
};

async function* readAll(
  log: ReadableLog,
  options: ReadReq.Options,
  of: ReadReq.Options.AllOptions,
  now: number,
): AsyncGenerator<readonly ReadResp[]> {
  const direction = directionOf(options);
  const { wants, inStore } = filterOf(options);
  if (isAtItsEnd(of, direction)) return;
  let after = afterIn(of, direction);
  for (let left = Number(options.getCount()); left > 0;) {
    const page = await log.readAll({
      ...(after !== undefined && { after }),
      direction,
      filter: inStore,
      limit: Math.min(left, PAGE),
    });
    const wanted = page.events.filter(wants).slice(0, left);
    yield (await resolved(log, wanted, options.getResolveLinks(), now)).map((each) => new EventMessage(each));
    if (page.end) return;
    left -= wanted.length;
    after = page.scannedTo;
  }
}

/**
 * The answer to a read that is no subscription, a page of messages at a time. A stream of which nothing is to be seen is
 * told as missing. What a stream's metadata hides is hidden in reads of that stream; reads of all show what the log holds.
 */
export const read = (log: ReadableLog, request: ReadReq, now: number): AsyncGenerator<readonly ReadResp[]> => {
  const options = optionsOf(request);
  const [stream, all] = [options.getStream(), options.getAll()];
  if (stream) return readStream(log, options, stream, now);
  if (all) return readAll(log, options, all, now);
  throw new RangeError('A read names a stream or all.');
};
