import type { ReadReq } from '@eventstore/db-client/generated/streams_pb.js';
import { type ReadableLog, type StoredEvent, TOMBSTONE_TYPE } from '@ledgerdesk/event-store';
import { streamNameOf } from '../protocol/request-fields.js';
import {
  isDelivered,
  isFound,
  metadataStreamOf,
  readStreamState,
  type StreamState,
} from '../protocol/stream-metadata.js';

/**
 * A stream to which a client subscribes. A stream that reads do not find is awaited until it has events, or until
 * metadata or an append bring it back; only then has a subscription caught up with it. A subscription that starts at
 * the end awaits nothing. EventStoreDB does the same.
 */
export class SubscribedStream {
  #isVisible: (event: StoredEvent) => boolean;

  private constructor(
    private readonly log: ReadableLog,
    readonly name: string,
    state: StreamState,
    private isAwaitedNow: boolean,
    /** In ms since the epoch. */
    private readonly now: number,
  ) {
    this.#isVisible = isDelivered(state, now);
  }

  static async of(log: ReadableLog, options: ReadReq.Options.StreamOptions, now: number): Promise<SubscribedStream> {
    const name = streamNameOf(options.getStreamIdentifier());
    const state = await readStreamState(log, name);
    return new SubscribedStream(log, name, state, !options.hasEnd() && !isFound(state), now);
  }

  get isAwaited(): boolean {
    return this.isAwaitedNow;
  }

  /** Prefixes of the streams whose events the subscription must see. */
  get prefixes(): readonly string[] {
    return this.isAwaitedNow ? [this.name, metadataStreamOf(this.name)] : [this.name];
  }

  /** True if the subscription delivers the event: it was visible when the stream was found, or is later. */
  delivers(event: StoredEvent): boolean {
    return event.stream === this.name && !this.isAwaitedNow && this.#isVisible(event);
  }

  isTombstone({ stream, type }: StoredEvent): boolean {
    return stream === this.name && type === TOMBSTONE_TYPE;
  }

  /**
   * Looks for a stream that is awaited, after the log has new events.
   * @throws RpcError if it is tombstoned: its tombstone is not delivered
   */
  async look(): Promise<void> {
    if (!this.isAwaitedNow) return;
    const state = await readStreamState(this.log, this.name);
    if (!isFound(state)) return;
    this.isAwaitedNow = false;
    this.#isVisible = isDelivered(state, this.now);
  }
}
