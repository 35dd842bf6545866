import { comparePositions } from '@ledgerdesk/kernel';
import type { Member, Message } from './member.js';
import type { Choose } from './consumer-strategy.js';

/** Gives events that wait to the members of a group, as far as these have room. */
export class Dispatcher {
  readonly members: Member[] = [];
  private messages: readonly Message[] = [];
  private total = 0;

  /** `given` is called right before a member gets an event. */
  constructor(
    private readonly choose: Choose,
    private readonly given: (message: Message) => void,
  ) {}

  /** Those that nobody has yet or any more, in the order of the log, which puts retries first. */
  get waiting(): readonly Message[] {
    return this.messages;
  }

  /** How many events were given, retries included. */
  get delivered(): number {
    return this.total;
  }

  add(messages: readonly Message[]): void {
    this.messages = [...this.messages, ...messages].sort((a, b) =>
      comparePositions(a.event.position, b.event.position),
    );
  }

  /** A stream that has to wait for its member lets others pass, but none of its own events. */
  run(): void {
    const left: Message[] = [];
    const blocked = new Set<string>();
    for (const [index, message] of this.messages.entries()) {
      if (!this.hasRoom) {
        left.push(...this.messages.slice(index));
        break;
      }
      if (blocked.has(message.event.stream) || !this.give(message)) {
        blocked.add(message.event.stream);
        left.push(message);
      }
    }
    this.messages = left;
  }

  private get hasRoom(): boolean {
    return this.members.some(({ room }) => room > 0);
  }

  private give(message: Message): boolean {
    const member = this.choose(message.event, this.members);
    if (!member) return false;
    this.given(message);
    this.total += 1;
    member.give(message);
    return true;
  }
}
