import { randomUUID } from 'node:crypto';
import type { ReadReq, ReadResp } from '@eventstore/db-client/generated/streams_pb.js';
import {
  type Backpressure,
  type LogMessage,
  type ReadableLog,
  START,
  type StoredEvent,
  TOMBSTONE_TYPE,
} from '@ledgerdesk/event-store';
import type { Position } from '@ledgerdesk/kernel';
import { concat, concatMap, defer, from, mergeMap, type Observable, of } from 'rxjs';
import { EventMessage } from '../protocol/event-message.js';
import { resolveLinks } from '../protocol/links.js';
import { readOptionsOf, streamNameOf } from '../protocol/request-fields.js';
import { streamDeleted } from '../protocol/rpc-error.js';
import { isInRange, readStreamState, visibleRange } from '../protocol/stream-metadata.js';
import { type ReadFilter, parseReadFilter } from './read-filter.js';
import { caughtUpMessage, checkpointMessage, confirmationMessage, fellBehindMessage } from './read-responses.js';

/** A live subscription that receives a page of this many events has fallen behind. */
const FELL_BEHIND_EVENTS = 1_000;

interface SubscriptionStart {
  /** Exclusive. */
  readonly after: Position;
  readonly filter: ReadFilter;
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
  const stream = streamNameOf(options.getStreamIdentifier());
  const after = options.hasRevision() ? Number(options.getRevision()) : -1;
  const { metadata, lastRevision } = await readStreamState(log, stream);
  const isVisible = isInRange(visibleRange(metadata, lastRevision, now));
  const matches = (event: StoredEvent): boolean =>
    event.stream === stream && event.revision > after && isVisible(event);
  return {
    after: options.hasEnd() ? await log.head() : START,
    filter: { matches, storeFilter: { streamPrefixes: [stream] }, checkpointInterval: Infinity },
  };
};

const subscriptionStart = async (
  log: ReadableLog,
  options: ReadReq.Options,
  now: number,
): Promise<SubscriptionStart> => {
  const [stream, all] = [options.getStream(), options.getAll()];
  if (stream) return startInStream(log, stream, now);
  if (all) return { after: await startInAll(log, all), filter: parseReadFilter(options) };
  throw new RangeError('The subscription specifies neither a stream nor $all.');
};

const isTombstoneOf =
  (subscribed: string) =>
  ({ stream, type }: StoredEvent): boolean =>
    stream === subscribed && type === TOMBSTONE_TYPE;

/** Translates messages of the log into those of the protocol: events, checkpoints, `CaughtUp` and `FellBehind`. */
class SubscriptionMessages {
  private live = false;
  private sinceCheckpoint = 0;

  constructor(
    private readonly log: ReadableLog,
    private readonly filter: ReadFilter,
    private readonly resolve: boolean,
    private readonly now: number,
    /** Undefined for `$all`. */
    private readonly stream: string | undefined,
  ) {}

  /** @throws RpcError after the tombstone of the stream that was subscribed to */
  async *translate(message: LogMessage): AsyncGenerator<readonly ReadResp[]> {
    if (message.kind === 'caught-up') {
      yield this.caughtUp();
      return;
    }
    yield this.fellBehind(message.events);
    yield await this.events(message.events, message.scannedTo);
    if (this.stream !== undefined && message.events.some(isTombstoneOf(this.stream))) throw streamDeleted(this.stream);
  }

  private async events(events: readonly StoredEvent[], scannedTo: Position): Promise<readonly ReadResp[]> {
    const matching = events.filter(this.filter.matches);
    const resolved = await resolveLinks(this.log, matching, this.resolve, this.now);
    this.sinceCheckpoint += Math.max(1, events.length);
    const isCheckpointDue = this.sinceCheckpoint >= this.filter.checkpointInterval;
    if (isCheckpointDue) this.sinceCheckpoint = 0;
    const messages = resolved.map((event) => new EventMessage(event));
    return isCheckpointDue ? [...messages, checkpointMessage(scannedTo)] : messages;
  }

  private fellBehind(events: readonly StoredEvent[]): readonly ReadResp[] {
    if (!this.live || events.length < FELL_BEHIND_EVENTS) return [];
    this.live = false;
    return [fellBehindMessage()];
  }

  private caughtUp(): readonly ReadResp[] {
    if (this.live) return [];
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
    mergeMap(({ after, filter }) => {
      const stream = options.getStream() && streamNameOf(options.getStream()?.getStreamIdentifier());
      const subscription = new SubscriptionMessages(log, filter, options.getResolveLinks(), now, stream);
      const messages = log.subscribe(after, filter.storeFilter, ready).pipe(
        concatMap((message) => from(subscription.translate(message))),
        mergeMap((translated) => from(translated)),
      );
      return concat(of(confirmationMessage(randomUUID())), messages);
    }),
  );
};
