import type { Position, Timers } from '@ledgerdesk/kernel';
import type { StoredEvent } from '../../event-store/port.js';
import { Delivery } from './delivery.js';
import type { GroupRecord, SavedGroup } from './group-state.js';
import type { Consumer, Member, Message } from './member.js';
import type { ParkedEvents } from './parked-events.js';
import { Settlement } from './group-progress.js';

/** What a consumer may say of an event that it does not acknowledge. */
export type Refusal = 'retry' | 'park' | 'skip';

/**
 * One group: what comes from the log goes out by its delivery, and comes back into its settlement. It reads no log and
 * knows no network: events are offered in the order of the log, and consumers come and go. A group that threw, since
 * nothing could be written down, is to be thrown away and made anew from what was.
 */
export class Group {
  readonly delivery: Delivery;
  readonly settlement: Settlement;

  constructor(saved: SavedGroup, record: GroupRecord, timers: Timers) {
    this.delivery = new Delivery(saved.settings, timers, (messages) => this.retry(messages));
    this.settlement = new Settlement(saved, record, timers);
  }

  get members(): readonly Member[] {
    return this.delivery.members;
  }

  get parked(): ParkedEvents {
    return this.settlement.parked;
  }

  get isFull(): boolean {
    return this.delivery.isFull;
  }

  /** Whether more of the log is to be read. */
  get wantsMore(): boolean {
    return this.delivery.wantsMore;
  }

  connect(consumer: Consumer): void {
    this.delivery.connect(consumer);
  }

  /** Whatever the consumer holds goes to the others. */
  disconnect(id: string): void {
    this.retry(this.delivery.disconnect(id));
  }

  /** Events that come next in the log. Those that are parked already are passed over. */
  offer(events: readonly StoredEvent[]): void {
    this.delivery.offer(this.settlement.begin(events));
  }

  /** The log was searched up to here, wherever the last event stood. */
  scannedTo(position: Position): void {
    this.settlement.scannedTo(position);
  }

  /** Parked events, read again from the log. */
  replay(events: readonly StoredEvent[]): void {
    this.delivery.offer(this.settlement.replay(events));
  }

  /** The same as to skip. Ids that the consumer does not hold, e.g. any more, are passed over. */
  acknowledge(consumer: string, ids: readonly string[]): void {
    this.refuse(consumer, ids, 'skip');
  }

  refuse(consumer: string, ids: readonly string[], refusal: Refusal): void {
    const messages = this.delivery.takeBack(consumer, ids);
    if (refusal === 'retry') return this.retry(messages);
    if (refusal === 'skip') this.settlement.settle(messages);
    else this.settlement.park(messages);
    this.delivery.run();
  }

  /** Writes the checkpoint down; nothing happens by itself from here on. */
  stop(): void {
    this.delivery.close();
    this.settlement.stop();
  }

  /** The same without writing: for a group that cannot. */
  abandon(): void {
    this.delivery.close();
    this.settlement.abandon();
  }

  private retry(messages: readonly Message[]): void {
    this.settlement.park(this.delivery.retry(messages));
    this.delivery.run();
  }
}
