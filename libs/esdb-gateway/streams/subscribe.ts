import { randomUUID } from 'node:crypto';
import type { ReadReq, ReadResp } from '@eventstore/db-client/generated/streams_pb.js';
import type { Position } from '@ledgerdesk/kernel';
import { concat, concatMap, defer, from, mergeMap, type Observable, of as just } from 'rxjs';
import {
  type LogMessage,
  type ReadableLog,
  type Backpressure,
  START,
  type StoredEvent,
} from '../../event-store/port.js';
import { EventMessage } from '../protocol/event-message.js';
import { filterOf, type GatewayFilter } from '../protocol/event-filter.js';
import { resolved } from '../protocol/links.js';
import { caughtUpMessage, checkpointMessage, confirmationMessage, fellBehindMessage } from './read-responses.js';
import { optionsOf, streamNameOf } from '../protocol/request-fields.js';
import { isWithin, metadataOf, windowOf } from '../protocol/stream-metadata.js';

/** A page that is this full means that more is written than is read. */
const FALLING_BEHIND = 1_000;

/** Where a subscription begins, exclusively: after a position or revision, at the start, or at what is the end now. */
const afterAll = async (log: ReadableLog, all: ReadReq.Options.AllOptions): Promise<Position> => {
  const position = all.getPosition();
  if (position) return position.getCommitPosition();
  return all.hasEnd() ? log.head() : START;
};

interface Wanted {
  readonly after: Position;
  readonly filter: GatewayFilter;
}

/** The same for one stream: what stands at or below the revision, or is not to be seen, is looked past. */
const inStream = async (log: ReadableLog, of: ReadReq.Options.StreamOptions, now: number): Promise<Wanted> => {
  const stream = streamNameOf(of.getStreamIdentifier());
  const after = of.hasRevision() ? Number(of.getRevision()) : -1;
  const [newest] = await log.readStream(stream, { direction: 'backward', limit: 1 });
  const isSeen = isWithin(windowOf(await metadataOf(log, stream), newest?.revision ?? -1, now));
  const wants = (event: StoredEvent): boolean => event.stream === stream && event.revision > after && isSeen(event);
  return {
    after: of.hasEnd() ? await log.head() : START,
    filter: { wants, inStore: { streamPrefixes: [stream] }, checkpointEvery: Infinity },
  };
};

/** Turns what the log tells into messages: events that are wanted, how far it is, and whether it has caught up. */
class ScenarioContext {
  private live = false;
  private sinceCheckpoint = 0;

  constructor(
    private readonly log: ReadableLog,
    private readonly filter: GatewayFilter,
    private readonly resolveLinks: boolean,
    private readonly now: number,
  ) {}

  async tell(message: LogMessage): Promise<readonly ReadResp[]> {
    return message.kind === 'events'
      ? [...this.resolve(message.events), ...(await this.events(message.events, message.scannedTo))]
      : this.caughtUp();
  }

  private async events(events: readonly StoredEvent[], scannedTo: Position): Promise<readonly ReadResp[]> {
    const wanted = await resolved(this.log, events.filter(this.filter.wants), this.resolveLinks, this.now);
    this.sinceCheckpoint += Math.max(1, events.length);
    const due = this.sinceCheckpoint >= this.filter.checkpointEvery;
    if (due) this.sinceCheckpoint = 0;
    return [...wanted.map((each) => new EventMessage(each)), ...(due ? [checkpointMessage(scannedTo)] : [])];
  }

  private resolve(events: readonly StoredEvent[]): readonly ReadResp[] {
    if (!this.live || events.length < FALLING_BEHIND) return [];
    this.live = false;
    return [fellBehindMessage()];
  }

  private caughtUp(): readonly ReadResp[] {
    if (this.live) return [];
    this.live = true;
    return [caughtUpMessage()];
  }
}

const wantedBy = async (log: ReadableLog, options: ReadReq.Options, now: number): Promise<Wanted> => {
  const [stream, all] = [options.getStream(), options.getAll()];
  if (stream) return inStream(log, stream, now);
  if (all) return { after: await afterAll(log, all), filter: filterOf(options) };
  throw new RangeError('A subscription names a stream or all.');
};

/** A subscription's messages: confirmation, events and checkpoints, that it has caught up or fallen behind. Never ends by itself. */
export const subscribe = (log: ReadableLog, request: ReadReq, now: number, ready: Backpressure): Observable<ReadResp> =>
  defer(async () => wantedBy(log, optionsOf(request), now)).pipe(
    mergeMap(({ after, filter }) => {
      const teller = new ScenarioContext(log, filter, optionsOf(request).getResolveLinks(), now);
      const told = log.subscribe(after, filter.inStore, ready).pipe(
        concatMap((message) => teller.tell(message)),
        mergeMap((messages) => from(messages)),
      );
      return concat(just(confirmationMessage(randomUUID())), told);
    }),
  );
