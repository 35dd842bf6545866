import { MAX_PAGE_BYTES, type StoredEvent } from '@ledgerdesk/event-store';
import type { Position } from '@ledgerdesk/kernel';
import { Latencies, type Measurement } from './latencies.js';
import { Rate } from './rate.js';
import { readableIdOf } from '../protocol/event-id.js';

/** An event for delivery. */
export interface Message {
  readonly event: StoredEvent;
  /** Number of earlier deliveries. */
  readonly retries: number;
}

/** A client that is subscribed to a group. */
export interface Consumer {
  readonly id: string;
  /** Limit of unsettled messages. */
  readonly bufferSize: number;
  deliver(message: Message): void;
}

interface InFlight {
  readonly message: Message;
  readonly deliveredAt: number;
}

/**
 * Bytes of unsettled messages at which a consumer gets no more, whatever its buffer size: they are held in memory until
 * it settles them.
 */
const MAX_IN_FLIGHT_BYTES = 4 * MAX_PAGE_BYTES;

const bytesOf = ({ event: { data, metadata } }: Message): number => data.length + metadata.length;

/** A consumer in its group, with the messages in flight to it. */
export class Member {
  private readonly messages = new Map<Position, InFlight>();
  private readonly latencies = new Latencies();
  readonly rate: Rate;
  private deliveries = 0;
  private bytes = 0;

  /** `elapsed`: a monotonic clock in ms. */
  constructor(
    private readonly consumer: Consumer,
    private readonly elapsed: () => number,
  ) {
    this.rate = new Rate(elapsed);
  }

  get id(): string {
    return this.consumer.id;
  }

  get availableSlots(): number {
    return this.consumer.bufferSize - this.messages.size;
  }

  /** True if it may receive another message. */
  get hasRoom(): boolean {
    return this.availableSlots > 0 && this.bytes < MAX_IN_FLIGHT_BYTES;
  }

  get inFlight(): number {
    return this.messages.size;
  }

  /** Number of deliveries since it connected. */
  get delivered(): number {
    return this.deliveries;
  }

  /** The times that the consumer took to settle messages. */
  get measurements(): readonly Measurement[] {
    return this.latencies.measurements();
  }

  deliver(message: Message): void {
    this.messages.set(message.event.position, { message, deliveredAt: this.elapsed() });
    this.deliveries += 1;
    this.bytes += bytesOf(message);
    this.consumer.deliver(message);
  }

  /** Takes a message back; undefined if the member does not hold it. */
  release(position: Position): Message | undefined {
    const message = this.messages.get(position)?.message;
    this.messages.delete(position);
    if (message) this.bytes -= bytesOf(message);
    return message;
  }

  releaseAll(): readonly Message[] {
    const messages = [...this.messages.values()].map(({ message }) => message);
    this.messages.clear();
    this.bytes = 0;
    return messages;
  }

  /** Takes a message back by the id that clients see. Scans, because consumers settle messages mostly in order. */
  releaseById(id: string): Message | undefined {
    for (const [position, { message, deliveredAt }] of this.messages) {
      if (readableIdOf(message.event) !== id) continue;
      this.latencies.add(this.elapsed() - deliveredAt);
      return this.release(position);
    }
    return undefined;
  }
}
