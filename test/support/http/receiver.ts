import { Subject } from 'rxjs';
import { waitUntil } from '../wait-until.js';

/** Messages that a receiver holds back: it neither keeps nor answers them until they are released. */
export interface HeldMessages<Message> {
  readonly messages: readonly Message[];
  release(): void;
}

/** A server that keeps what it receives, for tests that wait for it. */
export abstract class Receiver<Message> {
  readonly received: Message[] = [];
  private readonly changes = new Subject<void>();
  /** Resolves when the message may be kept. */
  private pass: (message: Message) => Promise<void> = async () => undefined;

  /** Holds back the next `count` messages. Later ones pass. */
  hold(count: number): HeldMessages<Message> {
    const messages: Message[] = [];
    let release = (): void => undefined;
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    this.pass = async (message) => {
      if (messages.length < count && messages.push(message)) await released;
    };
    return { messages, release };
  }

  /** Resolves once so many messages are received or the condition is true. Throws after 30 seconds. */
  waitFor(condition: number | (() => boolean)): Promise<void> {
    if (typeof condition === 'function')
      return waitUntil(condition, this.changes, () => `The condition was not met by ${this.count} messages.`);
    return waitUntil(
      () => this.received.length >= condition,
      this.changes,
      () => `Of ${condition} messages ${this.count} were received.`,
    );
  }

  /** Keeps a message, once it is not held back. */
  protected async keep(message: Message): Promise<void> {
    const passed = this.pass(message);
    this.changes.next();
    await passed;
    this.received.push(message);
    this.changes.next();
  }

  private get count(): number {
    return this.received.length;
  }
}
