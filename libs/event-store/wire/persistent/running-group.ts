import type { Subscription } from 'rxjs';
import { Bell } from '../../bell.js';
import type { LogMessage, ReadableLog, StoredEvent } from '../../port.js';
import { asFault, type WireFault } from '../faults.js';
import { wantedBy, type WireFilter } from '../filter.js';
import { dropped, groupFull } from './faults.js';
import { Group, type Refusal } from './group.js';
import { ALL_STREAMS, type GroupRecord, type SavedGroup } from './group-state.js';
import type { Consumer } from './member.js';
import type { Timers } from './timers.js';

/** A consumer at the other end of a call. It ends with a fault always: a client whose call ends in peace waits for ever to be disposed of. */
export interface Subscriber extends Consumer {
  /** Who and from where, for whoever asks about the group. */
  readonly about: { readonly from: string; readonly user: string; readonly connection: string };
  end(fault: WireFault): void;
}

/** What a group works with. */
export interface GroupContext {
  readonly log: ReadableLog;
  readonly timers: Timers;
  /** Called when a group has ended by itself, as it could not go on. */
  readonly ended: () => void;
}

type Wanted = Pick<WireFilter, 'wants' | 'inStore'>;

const wantedIn = ({ source, filter, start, checkpoint = start }: SavedGroup): Wanted => {
  if (source === ALL_STREAMS) return filter ? wantedBy(filter) : { wants: () => true, inStore: {} };
  return { wants: ({ stream, revision }) => stream === source && revision > checkpoint.revision, inStore: { streamPrefixes: [source] } };
};

/** A group that reads the log for as long as it has consumers with a need for more. */
export class RunningGroup {
  readonly group: Group;
  private readonly subscribers = new Map<string, Subscriber>();
  private readonly need = new Bell();
  private reading: Subscription | undefined;
  private stopped = false;
  private caughtUp = false;

  constructor(readonly definition: SavedGroup, record: GroupRecord, private readonly context: GroupContext) {
    const { timers } = context;
    this.group = new Group(definition, record, { now: () => timers.now(), after: (ms, action) => timers.after(ms, () => this.attempt(action)) });
  }

  /** True once everything up to the end of the log was read. */
  get isLive(): boolean {
    return this.caughtUp;
  }

  subscriber(id: string): Subscriber | undefined {
    return this.subscribers.get(id);
  }

  /** Refuses one more than there may be. `confirm` is called before the first event is delivered. */
  connect(subscriber: Subscriber, confirm: () => void): void {
    if (this.group.isFull) throw groupFull(this.definition);
    confirm();
    this.subscribers.set(subscriber.id, subscriber);
    this.attempt(() => this.group.connect(subscriber));
    if (!this.stopped) this.reading ??= this.read();
  }

  disconnect(id: string): void {
    if (this.subscribers.delete(id)) this.attempt(() => this.group.disconnect(id));
  }

  acknowledge(id: string, events: readonly string[]): void {
    this.attempt(() => this.group.acknowledge(id, events));
  }

  refuse(id: string, events: readonly string[], refusal: Refusal): void {
    this.attempt(() => this.group.refuse(id, events, refusal));
  }

  /** Gives the events that have been parked longest, at most `limit`, to consumers again. */
  async replay(limit: number): Promise<void> {
    const events: StoredEvent[] = [];
    for (const { stream, revision } of this.group.parked.waiting.slice(0, limit)) {
      events.push(...await this.context.log.readStream(stream, { from: revision, limit: 1 }));
    }
    this.attempt(() => this.group.replay(events));
  }

  /** Sends one consumer away. */
  drop(id: string): void {
    const subscriber = this.subscribers.get(id);
    this.disconnect(id);
    subscriber?.end(dropped(this.definition));
  }

  /** Writes the checkpoint and sends all consumers away. */
  stop(): void {
    this.attempt(() => this.group.stop());
    this.end(dropped(this.definition));
  }

  private read(): Subscription {
    const { start, checkpoint = start } = this.definition;
    const { wants, inStore } = wantedIn(this.definition);
    return this.context.log.subscribe(checkpoint.position, inStore, () => this.ready()).subscribe({
      next: (message) => this.attempt(() => this.take(message, wants)),
      error: (fault: unknown) => this.fail(fault),
      complete: () => {
        this.stop();
        this.context.ended();
      },
    });
  }

  private async ready(): Promise<void> {
    while (!this.group.wantsMore && !this.stopped) await this.need.wait();
  }

  private take(message: LogMessage, wants: (event: StoredEvent) => boolean): void {
    if (message.kind === 'events') this.group.offer(message.events.filter(wants));
    this.group.lookedAt(message.lookedAt);
    this.caughtUp = message.kind === 'caught-up';
  }

  /** Whatever cannot be written down is not believed: the group ends its calls, and is opened anew from what was. */
  private attempt(action: () => void): void {
    if (this.stopped) return;
    try {
      action();
    } catch (fault) {
      this.fail(fault);
    }
    this.need.ring();
  }

  private fail(fault: unknown): void {
    this.group.abandon();
    this.end(asFault(fault));
    this.context.ended();
  }

  private end(fault: WireFault): void {
    this.stopped = true;
    this.need.ring();
    this.reading?.unsubscribe();
    for (const subscriber of this.subscribers.values()) subscriber.end(fault);
    this.subscribers.clear();
  }
}
