import { comparePositions, type Position } from '@ledgerdesk/kernel';
import type { StoredEvent } from '../../port.js';
import { Checkpoints } from './checkpoints.js';
import { Deadlines } from './deadlines.js';
import type { GroupRecord, SavedGroup } from './group-state.js';
import { type Consumer, Member, type Message } from './member.js';
import { ParkedEvents } from './parked-events.js';
import type { Place } from './place.js';
import { Progress } from './progress.js';
import type { GroupSettings } from './settings.js';
import { type Choose, chooserFor } from './strategy.js';
import type { Timers } from './timers.js';

/** What a consumer may say of an event that it does not acknowledge. */
export type Refusal = 'retry' | 'park' | 'skip';

/**
 * The state of one group: which event waits, is with whom, is parked or settled. It reads no log and knows no network:
 * events are offered in the order of the log, and consumers come and go. A group that threw, since nothing could be
 * written down, is to be thrown away and made anew from what was.
 */
export class Group {
  readonly members: Member[] = [];
  readonly parked: ParkedEvents;
  private readonly progress: Progress;
  private readonly checkpoints: Checkpoints;
  private readonly deadlines: Deadlines;
  private readonly choose: Choose;
  private readonly settings: GroupSettings;
  private messages: readonly Message[] = [];
  private given = 0;

  constructor({ settings, start, checkpoint, parked }: SavedGroup, record: GroupRecord, timers: Timers) {
    this.settings = settings;
    this.choose = chooserFor(settings.strategy);
    this.parked = new ParkedEvents(parked, record);
    this.progress = new Progress(checkpoint ?? start);
    this.checkpoints = new Checkpoints(settings, this.progress, timers, (place) => record.checkpoint(place), checkpoint);
    this.deadlines = new Deadlines(settings.messageTimeoutMs, timers, (positions) => this.timeOut(positions));
  }

  /** Those that nobody has yet or any more, in the order of the log, which puts retries first. */
  get waiting(): readonly Message[] {
    return this.messages;
  }

  /** What was written down last. */
  get checkpoint(): Place | undefined {
    return this.checkpoints.written;
  }

  /** How many events were given to consumers, retries included. */
  get delivered(): number {
    return this.given;
  }

  get isFull(): boolean {
    return this.settings.maxSubscriberCount > 0 && this.members.length >= this.settings.maxSubscriberCount;
  }

  /** Whether more of the log is to be read. */
  get wantsMore(): boolean {
    return this.members.length > 0 && this.messages.length < this.settings.historyBufferSize;
  }

  connect(consumer: Consumer): void {
    this.members.push(new Member(consumer));
    this.dispatch();
  }

  /** Whatever the consumer holds goes to the others. */
  disconnect(id: string): void {
    const member = this.memberOf(id);
    if (!member) return;
    this.members.splice(this.members.indexOf(member), 1);
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
    this.queue(messages.filter(mayRetry).map(({ event, retries }) => ({ event, retries: retries + 1 })));
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
    this.queue(messages);
    this.proceed();
  }

  private queue(messages: readonly Message[]): void {
    this.messages = [...this.messages, ...messages].sort((a, b) => comparePositions(a.event.position, b.event.position));
  }

  private proceed(): void {
    this.checkpoints.moved();
    this.dispatch();
  }

  /** Gives out what waits; what is pinned to a full consumer lets others pass. */
  private dispatch(): void {
    const left: Message[] = [];
    for (const [index, message] of this.messages.entries()) {
      if (!this.members.some(({ room }) => room > 0)) {
        left.push(...this.messages.slice(index));
        break;
      }
      if (!this.give(message)) left.push(message);
    }
    this.messages = left;
  }

  private give(message: Message): boolean {
    const member = this.choose(message.event, this.members);
    if (!member) return false;
    this.deadlines.start(message.event.position);
    this.given += 1;
    member.give(message);
    return true;
  }
}
