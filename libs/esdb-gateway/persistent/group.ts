import type { StoredEvent } from '@ledgerdesk/event-store';
import type { Position, Timers } from '@ledgerdesk/kernel';
import { Delivery } from './delivery.js';
import { GroupProgress } from './group-progress.js';
import type { GroupStateWriter, SavedGroup } from './group-state.js';
import type { Consumer, Member, Message } from './member.js';
import type { ParkedEvents } from './parked-events.js';

/** The action of a nack. EventStoreDB's fourth action, Stop, drops the consumer. */
export type NackAction = 'retry' | 'park' | 'skip';

/**
 * A consumer group, independent of log and network: it receives events in log order and delivers them to consumers.
 * If a method throws, its state could not be saved: discard the group and create a new one from the saved state.
 */
export class Group {
  readonly delivery: Delivery;
  readonly progress: GroupProgress;

  constructor(saved: SavedGroup, writer: GroupStateWriter, timers: Timers) {
    this.delivery = new Delivery(saved.settings, timers, (messages) => this.retry(messages));
    this.progress = new GroupProgress(saved, writer, timers);
  }

  get members(): readonly Member[] {
    return this.delivery.members;
  }

  get parked(): ParkedEvents {
    return this.progress.parked;
  }

  get isFull(): boolean {
    return this.delivery.isFull;
  }

  /** True if a consumer is connected and the history buffer has room. */
  get needsEvents(): boolean {
    return this.delivery.needsEvents;
  }

  connect(consumer: Consumer): void {
    this.delivery.connect(consumer);
  }

  /** Delivers the messages that the consumer held to other consumers. */
  disconnect(id: string): void {
    this.retry(this.delivery.disconnect(id));
  }

  /** Delivers the next events of the log that match, except parked ones. Checkpoints advance past the others. */
  offer(events: readonly StoredEvent[], matches: (event: StoredEvent) => boolean = () => true): void {
    this.delivery.offer(this.progress.add(events, matches));
  }

  /** Call after scanning the log up to the event `eventId` at `position`. */
  scannedTo(position: Position, eventId?: string): void {
    this.progress.scannedTo(position, eventId);
  }

  /** Delivers parked events, which the caller has read again from the log. */
  replay(events: readonly StoredEvent[]): void {
    this.delivery.offer(this.progress.replay(events));
  }

  /** Ignores ids that the consumer does not hold, for example after a timeout. */
  ack(consumer: string, ids: readonly string[]): void {
    this.nack(consumer, ids, 'skip');
  }

  /** Ignores ids that the consumer does not hold, for example after a timeout. */
  nack(consumer: string, ids: readonly string[], action: NackAction): void {
    const messages = this.delivery.release(consumer, ids);
    if (action === 'retry') return this.retry(messages);
    if (action === 'skip') this.progress.settle(messages);
    else this.progress.park(messages);
    this.delivery.run();
  }

  /** Saves the checkpoint and cancels timers. */
  stop(): void {
    this.delivery.close();
    this.progress.stop();
  }

  /** Cancels timers without saving, for a group that cannot save. */
  abandon(): void {
    this.delivery.close();
    this.progress.abandon();
  }

  private retry(messages: readonly Message[]): void {
    this.progress.park(this.delivery.retry(messages));
    this.delivery.run();
  }
}
