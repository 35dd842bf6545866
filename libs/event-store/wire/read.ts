import streams from '@eventstore/db-client/generated/streams_pb.js';
import type { ReadReq, ReadResp } from '@eventstore/db-client/generated/streams_pb.js';
import type { Position } from '@ledgerdesk/kernel';
import { type ReadableLog, START, type StoredEvent } from '../port.js';
import { filterOf } from './filter.js';
import { optionsOf, streamNameOf } from './proposed.js';
import { eventMessage, notFoundMessage } from './recorded.js';

const PAGE = 500;
type Direction = 'forward' | 'backward';

const directionOf = (options: ReadReq.Options): Direction =>
  (options.getReadDirection() === streams.ReadReq.Options.ReadDirection.BACKWARDS ? 'backward' : 'forward');

interface Ends {
  hasStart(): boolean;
  hasEnd(): boolean;
}

/** True when a read sets out from the very end that it would run into. */
const isAtItsEnd = (of: Ends, direction: Direction): boolean => (direction === 'forward' ? of.hasEnd() : of.hasStart());

async function* streamPages(log: ReadableLog, stream: string, first: number | undefined, direction: Direction, count: number): AsyncGenerator<readonly StoredEvent[]> {
  const step = direction === 'forward' ? 1 : -1;
  let from = first;
  for (let left = count; left > 0 && !(from !== undefined && from < 0);) {
    const page = await log.readStream(stream, { ...(from !== undefined && { from }), direction, limit: Math.min(left, PAGE) });
    yield page;
    if (page.length < Math.min(left, PAGE)) return;
    left -= page.length;
    from = (page.at(-1)?.revision ?? 0) + step;
  }
}

async function* readStream(log: ReadableLog, options: ReadReq.Options, of: ReadReq.Options.StreamOptions): AsyncGenerator<readonly ReadResp[]> {
  const stream = streamNameOf(of.getStreamIdentifier());
  const direction = directionOf(options);
  const [newest] = await log.readStream(stream, { direction: 'backward', limit: 1 });
  if (!newest) {
    yield [notFoundMessage(stream)];
    return;
  }
  if (isAtItsEnd(of, direction)) return;
  const from = of.hasRevision() ? Number(of.getRevision()) : undefined;
  for await (const page of streamPages(log, stream, from, direction, Number(options.getCount()))) yield page.map(eventMessage);
}

/** A read from a position has that position's event first, while the log's own pages begin after one. */
const afterIn = (of: ReadReq.Options.AllOptions, direction: Direction): Position | undefined => {
  const position = of.getPosition();
  if (!position) return undefined;
  const beside = BigInt(position.getCommitPosition()) + (direction === 'forward' ? -1n : 1n);
  return beside < 0n ? START : String(beside);
};

async function* readAll(log: ReadableLog, options: ReadReq.Options, of: ReadReq.Options.AllOptions): AsyncGenerator<readonly ReadResp[]> {
  const direction = directionOf(options);
  const { wants, inStore } = filterOf(options);
  if (isAtItsEnd(of, direction)) return;
  let after = afterIn(of, direction);
  for (let left = Number(options.getCount()); left > 0;) {
    const page = await log.readAll({ ...(after !== undefined && { after }), direction, filter: inStore, limit: Math.min(left, PAGE) });
    const wanted = page.events.filter(wants).slice(0, left);
    yield wanted.map(eventMessage);
    if (page.end) return;
    left -= wanted.length;
    after = page.lookedAt;
  }
}

/** The answer to a read that is no subscription, a page of messages at a time. A stream without events is told as missing. */
export const read = (log: ReadableLog, request: ReadReq): AsyncGenerator<readonly ReadResp[]> => {
  const options = optionsOf(request);
  const [stream, all] = [options.getStream(), options.getAll()];
  if (stream) return readStream(log, options, stream);
  if (all) return readAll(log, options, all);
  throw new RangeError('A read names a stream or all.');
};
