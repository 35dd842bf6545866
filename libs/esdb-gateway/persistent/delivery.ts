import type { Position, Timers } from '@ledgerdesk/kernel';
import type { StoredEvent } from '../../event-store/port.js';
import { Deadlines } from './message-timeouts.js';
import { Dispatcher } from './dispatcher.js';
import { type Consumer, Member, type Message } from './member.js';
import type { GroupSettings } from './group-settings.js';
import { chooserFor } from './consumer-strategy.js';

/** Who holds which event, and what waits for somebody to have room. */
export class Delivery {
  private readonly dispatcher: Dispatcher;
  private readonly deadlines: Deadlines;

  /** `late` is told what is taken back as its time is up. */
  constructor(
    private readonly settings: GroupSettings,
    timers: Timers,
    late: (messages: readonly Message[]) => void,
  ) {
    this.deadlines = new Deadlines(settings.messageTimeoutMs, timers, (positions) => late(this.takeBackAt(positions)));
    this.dispatcher = new Dispatcher(chooserFor(settings.strategy), ({ event }) =>
      this.deadlines.start(event.position),
    );
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

  get isFull(): boolean {
    return this.settings.maxSubscriberCount > 0 && this.members.length >= this.settings.maxSubscriberCount;
  }

  /** Whether there is somebody, and too little that waits for him. */
  get wantsMore(): boolean {
    return this.members.length > 0 && this.waiting.length < this.settings.historyBufferSize;
  }

  connect(consumer: Consumer): void {
    this.dispatcher.members.push(new Member(consumer));
    this.run();
  }

  /** Gives back what the consumer held: nothing where it is not there. */
  disconnect(id: string): readonly Message[] {
    const member = this.memberOf(id);
    if (!member) return [];
    this.dispatcher.members.splice(this.members.indexOf(member), 1);
    return this.untimed(member.takeBackAll());
  }

  /** Events that nobody was given before. */
  offer(events: readonly StoredEvent[]): void {
    this.dispatcher.add(events.map((event) => ({ event, retries: 0 })));
    this.run();
  }

  /** Lets events wait that were taken back, for the next run; gives back those that were retried as often as is allowed. */
  retry(messages: readonly Message[]): readonly Message[] {
    const mayRetry = ({ retries }: Message): boolean => retries < this.settings.maxRetryCount;
    this.dispatcher.add(messages.filter(mayRetry).map(({ event, retries }) => ({ event, retries: retries + 1 })));
    return messages.filter((message) => !mayRetry(message));
  }

  /** Takes events from a consumer. Ids that it does not hold, e.g. any more, are passed over. */
  takeBack(consumer: string, ids: readonly string[]): readonly Message[] {
    const member = this.memberOf(consumer);
    return this.untimed(ids.flatMap((id) => member?.takeBackById(id) ?? []));
  }

  /** Gives as much as there is room for. */
  run(): void {
    this.dispatcher.run();
  }

  /** Nobody's time is up from here on. */
  close(): void {
    this.deadlines.close();
  }

  private memberOf(id: string): Member | undefined {
    return this.members.find((member) => member.id === id);
  }

  private takeBackAt(positions: readonly Position[]): readonly Message[] {
    return positions.flatMap((position) => this.members.flatMap((member) => member.takeBack(position) ?? []));
  }

  private untimed(messages: readonly Message[]): readonly Message[] {
    for (const { event } of messages) this.deadlines.stop(event.position);
    return messages;
  }
}
