import type { Position } from '@ledgerdesk/kernel';
import type { StoredEvent } from '../../event-store/port.js';

/** An event on its way to a consumer. */
export interface Message {
  readonly event: StoredEvent;
  /** How often it was given to one before. */
  readonly retries: number;
}

/** Whoever reads a group. */
export interface Consumer {
  readonly id: string;
  /** How many unsettled events it takes at once. */
  readonly bufferSize: number;
  deliver(message: Message): void;
}

/** A consumer in its group, with the events that it holds. */
export class Member {
  private readonly held = new Map<Position, Message>();
  private given = 0;

  constructor(private readonly consumer: Consumer) {}

  get id(): string {
    return this.consumer.id;
  }

  get room(): number {
    return this.consumer.bufferSize - this.held.size;
  }

  get inFlight(): number {
    return this.held.size;
  }

  /** How many events it was given since it came. */
  get total(): number {
    return this.given;
  }

  give(message: Message): void {
    this.held.set(message.event.position, message);
    this.given += 1;
    this.consumer.deliver(message);
  }

  /** Takes an event back; nothing where it does not hold it, e.g. since its time was up. */
  takeBack(position: Position): Message | undefined {
    const message = this.held.get(position);
    this.held.delete(position);
    return message;
  }

  takeBackAll(): readonly Message[] {
    const messages = [...this.held.values()];
    this.held.clear();
    return messages;
  }

  /** Consumers name events by id. They settle them mostly in order, so the one that is meant is among the first. */
  takeBackById(id: string): Message | undefined {
    for (const [position, { event }] of this.held) if (event.id === id) return this.takeBack(position);
    return undefined;
  }
}
