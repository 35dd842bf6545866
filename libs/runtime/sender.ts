import { type Clock, type Instant, instantOf, millisOf } from '@ledgerdesk/kernel';
import type { WaitingMessage, FailedAttempt, Outbox } from '@ledgerdesk/outbox';
import type { Channel } from './channel.js';
import { messageOf } from './poison-event.js';

/** Longer than an attempt takes. What was under way when a process died is sent again after so long. */
const CLAIM_MS = 120_000;

/** So often in vain in a row, and a receiver is taken to be down. */
const IN_VAIN = 3;

export interface SenderOptions {
  readonly channel: Channel;
  readonly outbox: Outbox;
  readonly clock: Clock;
  readonly onFailure?: (message: WaitingMessage, fault: unknown) => void;
}

/**
 * Sends messages of one channel, each once as far as the other side lets one know, also while two processes believe that
 * it is their turn. What was sent but could not be noted is not sent again by this process.
 */
export class Sender {
  private readonly sending = new Set<string>();
  /** Sent, yet not noted. */
  private readonly sent = new Set<string>();
  /** How often in a row a topic failed. */
  private readonly inVain = new Map<string, number>();

  constructor(private readonly options: SenderOptions) {}

  async send(message: WaitingMessage): Promise<void> {
    const { outbox, clock } = this.options;
    if (!this.sent.has(message.id) && !(await this.attempt(message))) return;
    await outbox.recordAttempt(message.id, { sentAt: clock.now() });
    this.sent.delete(message.id);
  }

  /** Whether it has left the house. */
  private async attempt(message: WaitingMessage): Promise<boolean> {
    const { id } = message;
    if (this.sending.has(id) || !(await this.options.outbox.claim(message, this.later(CLAIM_MS)))) return false;
    this.sending.add(id);
    try {
      await this.options.channel.send(message);
      this.sent.add(id);
      this.inVain.delete(message.topic);
    } catch (fault) {
      await this.failed(message, fault);
    } finally {
      this.sending.delete(id);
    }
    return this.sent.has(id);
  }

  private async failed(message: WaitingMessage, fault: unknown): Promise<void> {
    const { channel, outbox, onFailure } = this.options;
    const attempts = (this.inVain.get(message.topic) ?? 0) + 1;
    this.inVain.set(message.topic, attempts);
    await outbox.recordAttempt(message.id, this.failure(message.attempts + 1, fault));
    if (channel.topicIsRecipient === true && attempts >= IN_VAIN) await this.passOver(message.topic, fault);
    onFailure?.(message, fault);
  }

  /** One attempt stands for all that are due: nobody else is to wait behind messages to a receiver who is down. */
  private async passOver(topic: string, fault: unknown): Promise<void> {
    const {
      channel: { name: channel },
      outbox,
      clock,
    } = this.options;
    for (let attempts = 0, isOver = false; !isOver; attempts += 1) {
      const { error, retryAt } = this.failure(attempts + 1, fault);
      await outbox.recordFailures(
        { channel, topic, attempts, dueBy: clock.now() },
        { error: `Not tried, since others were in vain: ${error}`, retryAt },
      );
      isOver = retryAt === null;
    }
  }

  private failure(attempts: number, fault: unknown): FailedAttempt {
    const pause = this.options.channel.retryDelayMs(attempts, fault);
    return { error: messageOf(fault), retryAt: pause === null ? null : this.later(pause) };
  }

  private later(ms: number): Instant {
    return instantOf(millisOf(this.options.clock.now()) + ms);
  }
}
