import type { Timers } from '@ledgerdesk/kernel';
import type { ReadableLog } from '../../event-store/port.js';
import { asFault, type GatewayFault } from '../protocol/rpc-error.js';
import { dropped, groupFull } from './group-errors.js';
import { Group, type Refusal } from './group.js';
import type { GroupRecord, SavedGroup } from './group-state.js';
import { SourceReader } from './source-reader.js';
import { type Subscriber, Subscribers } from './subscriber.js';

/** What a group works with. */
export interface GroupContext {
  readonly log: ReadableLog;
  readonly timers: Timers;
  /** Called when a group has ended by itself, as it could not go on. */
  readonly ended: () => void;
}

/** A group with its subscribers at one end and the log at the other. Whatever cannot be written down is not believed: it ends, and is opened anew. */
export class RunningGroup {
  readonly group: Group;
  readonly subscribers = new Subscribers();
  readonly source: SourceReader;
  private stopped = false;

  constructor(
    readonly definition: SavedGroup,
    record: GroupRecord,
    private readonly context: GroupContext,
  ) {
    const { log, timers } = context;
    this.group = new Group(definition, record, {
      elapsed: () => timers.elapsed(),
      after: (ms, action) => timers.after(ms, () => this.attempt(action)),
    });
    this.source = new SourceReader(log, definition, this.group, {
      attempt: (action) => this.attempt(action),
      failed: (fault) => this.fail(fault),
      closed: () => this.closed(),
    });
  }

  /** Refuses one more than there may be. `confirm` is called before the first event is delivered. */
  connect(subscriber: Subscriber, confirm: () => void): void {
    if (this.group.isFull) throw groupFull(this.definition);
    confirm();
    this.subscribers.add(subscriber);
    this.attempt(() => this.group.connect(subscriber));
    if (!this.stopped) this.source.start();
  }

  disconnect(id: string): void {
    if (this.subscribers.remove(id)) this.attempt(() => this.group.disconnect(id));
  }

  acknowledge(id: string, events: readonly string[]): void {
    this.attempt(() => this.group.acknowledge(id, events));
  }

  refuse(id: string, events: readonly string[], refusal: Refusal): void {
    this.attempt(() => this.group.refuse(id, events, refusal));
  }

  /** Gives the events that have been parked longest, at most `limit`, to consumers again. */
  async replay(limit: number): Promise<void> {
    const events = await this.source.again(this.group.parked.waiting.slice(0, limit));
    this.attempt(() => this.group.replay(events));
  }

  /** Sends one consumer away. */
  drop(id: string): void {
    const subscriber = this.subscribers.find(id);
    this.disconnect(id);
    subscriber?.end(dropped(this.definition));
  }

  /** Writes the checkpoint and sends all consumers away. */
  stop(): void {
    this.attempt(() => this.group.stop());
    this.end(dropped(this.definition));
  }

  private closed(): void {
    this.stop();
    this.context.ended();
  }

  private attempt(action: () => void): void {
    if (this.stopped) return;
    try {
      action();
    } catch (fault) {
      this.fail(fault);
    }
    this.source.wake();
  }

  private fail(fault: unknown): void {
    this.group.abandon();
    this.end(asFault(fault));
    this.context.ended();
  }

  private end(fault: GatewayFault): void {
    this.stopped = true;
    this.source.stop();
    this.subscribers.endAll(fault);
  }
}
