import type { Position } from '@ledgerdesk/kernel';
import type { StoredEvent } from '../../port.js';
import { Checkpoints } from './checkpoints.js';
import { Deadlines } from './deadlines.js';
import { Dispatcher } from './dispatcher.js';
import type { GroupRecord, SavedGroup } from './group-state.js';
import { type Consumer, Member, type Message } from './member.js';
import { ParkedEvents } from './parked-events.js';
import type { Place } from './place.js';
import { Progress } from './progress.js';
import type { GroupSettings } from './settings.js';
import { chooserFor } from './strategy.js';
import type { Timers } from './timers.js';

/** What a consumer may say of an event that it does not acknowledge. */
export type Refusal = 'retry' | 'park' | 'skip';

/**
 * The state of one group: which event waits, is with whom, is parked or settled. It reads no log and knows no network:
 * events are offered in the order of the log, and consumers come and go. A group that threw, since nothing could be
 * written down, is to be thrown away and made anew from what was.
 */
export class Group {
  readonly parked: ParkedEvents;
  private readonly progress: Progress;
  private readonly checkpoints: Checkpoints;
  private readonly deadlines: Deadlines;
  private readonly dispatcher: Dispatcher;
  private readonly settings: GroupSettings;

  constructor({ settings, start, checkpoint, parked }: SavedGroup, record: GroupRecord, timers: Timers) {
    this.settings = settings;
    this.dispatcher = new Dispatcher(chooserFor(settings.strategy), ({ event }) => this.deadlines.start(event.position));
    this.parked = new ParkedEvents(parked, record);
    this.progress = new Progress(checkpoint ?? start);
    this.checkpoints = new Checkpoints(settings, this.progress, timers, (place) => record.checkpoint(place), checkpoint);
    this.deadlines = new Deadlines(settings.messageTimeoutMs, timers, (positions) => this.timeOut(positions));
  }

  get members(): readonly Member[] {
    return this.dispatcher.members;
  }

  get waiting(): readonly Message[] {
    return this.dispatcher.waiting;
  }

  /** How many events were given to consumers, retries included. */
  get delivered(): number {
    return this.dispatcher.delivered;
  }

  /** What was written down last. */
  get checkpoint(): Place | undefined {
    return this.checkpoints.written;
  }

  get isFull(): boolean {
    return this.settings.maxSubscriberCount > 0 && this.members.length >= this.settings.maxSubscriberCount;
  }

  /** Whether more of the log is to be read. */
  get wantsMore(): boolean {
    return this.members.length > 0 && this.waiting.length < this.settings.historyBufferSize;
  }

  connect(consumer: Consumer): void {
    this.dispatcher.members.push(new Member(consumer));
    this.dispatcher.run();
  }

  /** Whatever the consumer holds goes to the others. */
  disconnect(id: string): void {
    const member = this.memberOf(id);
    if (!member) return;
    this.dispatcher.members.splice(this.members.indexOf(member), 1);
    this.retry(member.takeBackAll());
  }

  /** Events that come next in the log. Those that are parked already are passed over. */
  offer(events: readonly StoredEvent[]): void {
    for (const event of events) {
      this.progress.begin(event);
      if (this.parked.has(event.position)) this.progress.settle(event.position);
    }
    this.wait(events.filter(({ position }) => !this.parked.has(position)).map((event) => ({ event, retries: 0 })));
  }

  /** The log was searched up to here, wherever the last event stood. */
  lookedAt(position: Position): void {
    this.progress.lookedAt(position);
    this.checkpoints.moved();
  }

  /** Parked events, read again from the log. */
  replay(events: readonly StoredEvent[]): void {
    this.wait(events.filter(({ position }) => this.parked.replay(position)).map((event) => ({ event, retries: 0 })));
  }

  /** Ids that the consumer does not hold, e.g. any more, are passed over. */
  acknowledge(consumer: string, ids: readonly string[]): void {
    this.settle(this.takeBack(consumer, ids));
  }

  refuse(consumer: string, ids: readonly string[], refusal: Refusal): void {
    const messages = this.takeBack(consumer, ids);
    if (refusal === 'retry') this.retry(messages);
    else if (refusal === 'skip') this.settle(messages);
    else this.park(messages);
  }

  /** Writes the checkpoint down; nothing happens by itself from here on. */
  stop(): void {
    this.deadlines.close();
    this.checkpoints.flush();
  }

  /** The same without writing: for a group that cannot. */
  abandon(): void {
    this.deadlines.close();
    this.checkpoints.close();
  }

  private memberOf(id: string): Member | undefined {
    return this.members.find((member) => member.id === id);
  }

  private takeBack(consumer: string, ids: readonly string[]): readonly Message[] {
    const member = this.memberOf(consumer);
    return ids.flatMap((id) => member?.takeBackById(id) ?? []);
  }

  private timeOut(positions: readonly Position[]): void {
    this.retry(positions.flatMap((position) => this.members.flatMap((member) => member.takeBack(position) ?? [])));
  }

  private retry(messages: readonly Message[]): void {
    const mayRetry = ({ retries }: Message): boolean => retries < this.settings.maxRetryCount;
    for (const { event } of messages) this.deadlines.stop(event.position);
    this.dispatcher.add(messages.filter(mayRetry).map(({ event, retries }) => ({ event, retries: retries + 1 })));
    this.park(messages.filter((message) => !mayRetry(message)));
  }

  private park(messages: readonly Message[]): void {
    this.parked.park(messages.map(({ event }) => event));
    this.done(messages);
  }

  private settle(messages: readonly Message[]): void {
    this.parked.settle(messages.map(({ event }) => event.position));
    this.done(messages);
  }

  private done(messages: readonly Message[]): void {
    for (const { event: { position } } of messages) {
      this.deadlines.stop(position);
      this.progress.settle(position);
    }
    this.proceed();
  }

  private wait(messages: readonly Message[]): void {
    this.dispatcher.add(messages);
    this.proceed();
  }

  private proceed(): void {
    this.checkpoints.moved();
    this.dispatcher.run();
  }
}
