import type { ReadableLog } from '@ledgerdesk/event-store';
import type { Timers } from '@ledgerdesk/kernel';
import { type RpcError, toRpcError } from '../protocol/rpc-error.js';
import { Group, type NackAction } from './group.js';
import { consumerDropped, groupFull, groupWaits } from './group-errors.js';
import type { GroupStateWriter, SavedGroup } from './group-state.js';
import { SourceReader } from './source-reader.js';
import { type Subscriber, Subscribers } from './subscriber.js';

interface GroupContext {
  readonly log: ReadableLog;
  readonly timers: Timers;
  /** The time, as an ISO instant. */
  readonly now: () => string;
  /** Set if the log lost events of the group, until an operator decides where it continues. */
  readonly reasonToWait: string | undefined;
  /** Called if the group ends because of an error, or because the log was closed. */
  readonly onEnd: () => void;
}

/** A group that reads the log and serves subscribers. It ends if it cannot save its state, and `Groups` restarts it. */
export class RunningGroup {
  readonly group: Group;
  readonly subscribers = new Subscribers();
  readonly source: SourceReader;
  private stopped = false;

  constructor(
    readonly definition: SavedGroup,
    writer: GroupStateWriter,
    private readonly context: GroupContext,
  ) {
    const { log, timers, now } = context;
    this.group = new Group(definition, writer, {
      elapsed: () => timers.elapsed(),
      after: (ms, callback) => timers.after(ms, () => this.attempt(callback)),
    });
    this.source = new SourceReader({ log, now }, definition, this.group, {
      attempt: (action) => this.attempt(action),
      onError: (error) => this.fail(error),
      onClose: () => this.close(),
    });
  }

  /**
   * Calls `confirm` before it delivers the first message.
   * @throws RpcError if the group has its maximum number of subscribers, or waits for a decision
   */
  connect(subscriber: Subscriber, confirm: () => void): void {
    this.requireReady();
    if (this.group.isFull) throw groupFull(this.definition);
    confirm();
    this.subscribers.add(subscriber);
    this.attempt(() => this.group.connect(subscriber));
    if (!this.stopped) this.source.start();
  }

  disconnect(id: string): void {
    if (this.subscribers.remove(id)) this.attempt(() => this.group.disconnect(id));
  }

  ack(id: string, events: readonly string[]): void {
    this.attempt(() => this.group.ack(id, events));
  }

  nack(id: string, events: readonly string[], action: NackAction): void {
    this.attempt(() => this.group.nack(id, events, action));
  }

  /**
   * Delivers parked events again, as far as the group has room for them: at most `limit`, in the order in which they
   * were parked.
   */
  replay(limit: number): void {
    this.requireReady();
    this.source.replay(this.group.parked.waiting.slice(0, limit));
  }

  /** Disconnects one consumer and ends its call. */
  drop(id: string): void {
    const subscriber = this.subscribers.find(id);
    this.disconnect(id);
    subscriber?.end(consumerDropped(this.definition));
  }

  /** Saves the checkpoint and drops all consumers. */
  stop(): void {
    this.attempt(() => this.group.stop());
    this.end(consumerDropped(this.definition));
  }

  /** True until an operator decides where the group continues. */
  get waits(): boolean {
    return this.context.reasonToWait !== undefined;
  }

  private requireReady(): void {
    const { reasonToWait } = this.context;
    if (reasonToWait !== undefined) throw groupWaits(this.definition, reasonToWait);
  }

  private close(): void {
    this.stop();
    this.context.onEnd();
  }

  private attempt(action: () => void): void {
    if (this.stopped) return;
    try {
      action();
    } catch (error) {
      this.fail(error);
    }
    this.source.wake();
  }

  private fail(error: unknown): void {
    this.group.abandon();
    this.end(toRpcError(error));
    this.context.onEnd();
  }

  private end(error: RpcError): void {
    this.stopped = true;
    this.source.stop();
    this.subscribers.endAll(error);
  }
}
