import { randomUUID } from 'node:crypto';
import type { ReadReq, ReadResp } from '@eventstore/db-client/generated/streams_pb.js';
import { type Backpressure, type LogMessage, type ReadableLog, START, type StoredEvent } from '@ledgerdesk/event-store';
import type { Position } from '@ledgerdesk/kernel';
import { concat, concatMap, defer, from, mergeMap, type Observable, of } from 'rxjs';
import { EventMessage } from '../protocol/event-message.js';
import { resolvedPages } from '../protocol/links.js';
import { readOptionsOf } from '../protocol/request-fields.js';
import { streamDeleted } from '../protocol/rpc-error.js';
import { type ReadFilter, parseReadFilter } from './read-filter.js';
import { caughtUpMessage, checkpointMessage, confirmationMessage, fellBehindMessage } from './read-responses.js';
import { SubscribedStream } from './subscribed-stream.js';

/** A live subscription that receives a page of this many events has fallen behind. */
const FELL_BEHIND_EVENTS = 1_000;

interface SubscriptionStart {
  /** Exclusive. */
  readonly after: Position;
  readonly filter: ReadFilter;
  /** The stream that is subscribed to; undefined for `$all`. */
  readonly stream?: SubscribedStream;
}

const startInAll = async (log: ReadableLog, options: ReadReq.Options.AllOptions): Promise<Position> => {
  const position = options.getPosition();
  if (position) return position.getCommitPosition();
  return options.hasEnd() ? log.head() : START;
};

/** Scans the log from its start, and skips events up to the requested revision and hidden ones. */
const startInStream = async (
  log: ReadableLog,
  options: ReadReq.Options.StreamOptions,
  now: number,
): Promise<SubscriptionStart> => {
  const stream = await SubscribedStream.of(log, options, now);
  const after = options.hasRevision() ? Number(options.getRevision()) : -1;
  const matches = (event: StoredEvent): boolean => event.revision > after && stream.delivers(event);
  return {
    after: options.hasEnd() ? await log.head() : START,
    filter: { matches, storeFilter: { streamPrefixes: stream.prefixes }, checkpointInterval: Infinity },
    stream,
  };
};

const subscriptionStart = async (
  log: ReadableLog,
  options: ReadReq.Options,
  now: number,
): Promise<SubscriptionStart> => {
  const [stream, all] = [options.getStream(), options.getAll()];
  if (stream) return startInStream(log, stream, now);
  // Without the store's filter: the events between matches count towards checkpoints.
  if (all) return { after: await startInAll(log, all), filter: { ...parseReadFilter(options), storeFilter: {} } };
  throw new RangeError('The subscription specifies neither a stream nor $all.');
};

/** The matching events of a part of the log, and the position of the checkpoint that follows them, if any. */
interface Window {
  readonly events: readonly StoredEvent[];
  readonly checkpoint?: Position;
}

/**
 * Translates messages of the log into those of the protocol: events, checkpoints, `CaughtUp` and `FellBehind`. A
 * checkpoint follows each window of events, whether they match or not, as in EventStoreDB.
 */
class SubscriptionMessages {
  private live = false;
  /** Events since the last checkpoint. */
  private looked = 0;

  constructor(
    private readonly log: ReadableLog,
    private readonly start: SubscriptionStart,
    private readonly resolve: boolean,
    private readonly now: number,
    private readonly ready: Backpressure,
  ) {}

  /** @throws RpcError after the tombstone of the stream that was subscribed to */
  async *translate(message: LogMessage): AsyncGenerator<readonly ReadResp[]> {
    if (message.kind === 'caught-up') {
      yield this.caughtUp();
      return;
    }
    const { stream } = this.start;
    await stream?.look();
    yield this.fellBehind(message.events);
    for (const { events, checkpoint } of this.windows(message.events)) {
      for await (const resolved of resolvedPages(this.log, events, this.resolve, this.now)) {
        yield resolved.map((event) => new EventMessage(event));
        if (this.resolve) await this.ready();
      }
      if (checkpoint !== undefined) yield [checkpointMessage(checkpoint)];
    }
    if (stream && message.events.some((event) => stream.isTombstone(event))) throw streamDeleted(stream.name);
  }

  /** The matching events up to each checkpoint, and those after the last one. */
  private *windows(events: readonly StoredEvent[]): Generator<Window> {
    let matching: StoredEvent[] = [];
    for (const event of events) {
      if (this.start.filter.matches(event)) matching.push(event);
      this.looked += 1;
      if (this.looked < this.start.filter.checkpointInterval) continue;
      this.looked = 0;
      yield { events: matching, checkpoint: event.position };
      matching = [];
    }
    if (matching.length > 0) yield { events: matching };
  }

  private fellBehind(events: readonly StoredEvent[]): readonly ReadResp[] {
    if (!this.live || events.length < FELL_BEHIND_EVENTS) return [];
    this.live = false;
    return [fellBehindMessage()];
  }

  private caughtUp(): readonly ReadResp[] {
    if (this.live || this.start.stream?.isAwaited) return [];
    this.live = true;
    return [caughtUpMessage()];
  }
}

/** `Streams/Read` with a subscription: emits a confirmation, then messages. Completes only when the log closes. */
export const subscribe = (
  log: ReadableLog,
  request: ReadReq,
  now: number,
  ready: Backpressure,
): Observable<ReadResp> => {
  const options = readOptionsOf(request);
  return defer(async () => subscriptionStart(log, options, now)).pipe(
    mergeMap((start) => {
      const subscription = new SubscriptionMessages(log, start, options.getResolveLinks(), now, ready);
      const messages = log.subscribe(start.after, start.filter.storeFilter, ready).pipe(
        concatMap((message) => from(subscription.translate(message))),
        mergeMap((translated) => from(translated)),
      );
      return concat(of(confirmationMessage(randomUUID())), messages);
    }),
  );
};
