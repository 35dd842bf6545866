import type { Position, Timers } from '@ledgerdesk/kernel';
import { MAX_PAGE_BYTES, PageBytes, type StoredEvent } from '@ledgerdesk/event-store';
import { consumerStrategy } from './consumer-strategy.js';
import { Dispatcher } from './dispatcher.js';
import type { GroupSettings } from './group-settings.js';
import { type Consumer, Member, type Message } from './member.js';
import { MessageTimeouts } from './message-timeouts.js';
import { Rate } from './rate.js';

/** Delivers messages to the members of a group, and tracks which member holds which message. */
export class Delivery {
  private readonly dispatcher: Dispatcher;
  private readonly timeouts: MessageTimeouts;
  readonly rate: Rate;

  /** Calls `onTimeout` with messages that it took back because they timed out. */
  constructor(
    private readonly settings: GroupSettings,
    private readonly timers: Timers,
    onTimeout: (messages: readonly Message[]) => void,
  ) {
    this.timeouts = new MessageTimeouts(settings.messageTimeoutMs, timers, (positions) =>
      onTimeout(this.releaseAt(positions)),
    );
    this.rate = new Rate(() => timers.elapsed());
    this.dispatcher = new Dispatcher(consumerStrategy(settings.strategy), ({ event }) =>
      this.timeouts.start(event.position),
    );
  }

  get members(): readonly Member[] {
    return this.dispatcher.members;
  }

  /** Messages that no member holds. */
  get queue(): readonly Message[] {
    return this.dispatcher.queue;
  }

  /** Number of deliveries, retries included. */
  get delivered(): number {
    return this.dispatcher.delivered;
  }

  get isFull(): boolean {
    return this.settings.maxSubscriberCount > 0 && this.members.length >= this.settings.maxSubscriberCount;
  }

  /** True if a consumer is connected and the history buffer has room, by count and by bytes. */
  get needsEvents(): boolean {
    return this.members.length > 0 && this.queue.length < this.settings.historyBufferSize && !this.isLarge;
  }

  connect(consumer: Consumer): void {
    this.dispatcher.members.push(new Member(consumer, () => this.timers.elapsed()));
    this.run();
  }

  /** Returns the messages that the consumer held; none if it is not connected. */
  disconnect(id: string): readonly Message[] {
    const member = this.memberOf(id);
    if (!member) return [];
    this.dispatcher.members.splice(this.members.indexOf(member), 1);
    return this.withoutTimeout(member.releaseAll());
  }

  /** Queues events that were not delivered before. */
  offer(events: readonly StoredEvent[]): void {
    this.dispatcher.add(events.map((event) => ({ event, retries: 0 })));
    this.run();
  }

  /** Queues messages for another delivery at the next run. Returns those that have no retries left. */
  retry(messages: readonly Message[]): readonly Message[] {
    const mayRetry = ({ retries }: Message): boolean => retries < this.settings.maxRetryCount;
    this.dispatcher.add(messages.filter(mayRetry).map(({ event, retries }) => ({ event, retries: retries + 1 })));
    return messages.filter((message) => !mayRetry(message));
  }

  /** Takes messages back from a consumer, by event id. Ignores ids that it does not hold. */
  release(consumer: string, ids: readonly string[]): readonly Message[] {
    const member = this.memberOf(consumer);
    return this.withoutTimeout(ids.flatMap((id) => member?.releaseById(id) ?? []));
  }

  /** Delivers queued messages while members have available slots. */
  run(): void {
    this.dispatcher.run();
  }

  close(): void {
    this.timeouts.close();
  }

  /** True if the queue holds more than a page of the log, however few its messages. */
  private get isLarge(): boolean {
    const bytes = new PageBytes(MAX_PAGE_BYTES);
    for (const { event } of this.queue) bytes.add(event);
    return bytes.isFull;
  }

  private memberOf(id: string): Member | undefined {
    return this.members.find((member) => member.id === id);
  }

  private releaseAt(positions: readonly Position[]): readonly Message[] {
    return positions.flatMap((position) => this.members.flatMap((member) => member.release(position) ?? []));
  }

  private withoutTimeout(messages: readonly Message[]): readonly Message[] {
    for (const { event } of messages) this.timeouts.stop(event.position);
    return messages;
  }
}
