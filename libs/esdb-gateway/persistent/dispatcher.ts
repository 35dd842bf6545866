import { comparePositions } from '@ledgerdesk/kernel';
import type { ConsumerStrategy } from './consumer-strategy.js';
import type { Member, Message } from './member.js';

/** Delivers queued messages to the members of a group that have room. */
export class Dispatcher {
  readonly members: Member[] = [];
  private messages: readonly Message[] = [];
  private deliveries = 0;

  /** Calls `onDelivery` right before each delivery. */
  constructor(
    private readonly strategy: ConsumerStrategy,
    private readonly onDelivery: (message: Message) => void,
  ) {}

  /** Messages that no member holds, in log order: retries come before new events. */
  get queue(): readonly Message[] {
    return this.messages;
  }

  /** Number of deliveries, retries included. */
  get delivered(): number {
    return this.deliveries;
  }

  add(messages: readonly Message[]): void {
    this.messages = [...this.messages, ...messages].sort((a, b) =>
      comparePositions(a.event.position, b.event.position),
    );
  }

  /** A message that finds no consumer blocks later messages of its stream, but not those of other streams. */
  run(): void {
    const remaining: Message[] = [];
    const blocked = new Set<string>();
    for (const [index, message] of this.messages.entries()) {
      if (!this.anyHasRoom) {
        remaining.push(...this.messages.slice(index));
        break;
      }
      if (blocked.has(message.event.stream) || !this.deliver(message)) {
        blocked.add(message.event.stream);
        remaining.push(message);
      }
    }
    this.messages = remaining;
  }

  private get anyHasRoom(): boolean {
    return this.members.some(({ hasRoom }) => hasRoom);
  }

  private deliver(message: Message): boolean {
    const member = this.strategy(message.event, this.members);
    if (!member) return false;
    this.onDelivery(message);
    this.deliveries += 1;
    member.deliver(message);
    return true;
  }
}
