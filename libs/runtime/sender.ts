import { type Clock, type Instant, instantOf, messageOf, millisOf } from '@ledgerdesk/kernel';
import type { WaitingMessage, FailedAttempt, Outbox } from '@ledgerdesk/outbox';
import type { Channel } from './channel.js';

/** Longer than any attempt. A message whose sender crashed is resent after this time. */
const CLAIM_MS = 120_000;

/** A recipient counts as down after this many consecutive failures. */
const MAX_CONSECUTIVE_FAILURES = 3;

export interface SenderOptions {
  readonly channel: Channel;
  readonly outbox: Outbox;
  readonly clock: Clock;
  readonly onFailure?: (message: WaitingMessage, error: unknown) => void;
}

/**
 * Sends the messages of one channel. A claim keeps two processes from sending the same message. A message whose
 * outcome could not be recorded is not resent by this process.
 */
export class Sender {
  private readonly sending = new Set<string>();
  /** Ids of messages that were sent but not recorded yet. */
  private readonly sent = new Set<string>();
  /** Number of consecutive failures by topic. */
  private readonly consecutiveFailures = new Map<string, number>();

  constructor(private readonly options: SenderOptions) {}

  async send(message: WaitingMessage): Promise<void> {
    const { channel, outbox, clock } = this.options;
    if (!this.sent.has(message.id) && !(await this.attempt(message))) return;
    await channel.onSent?.(message);
    await outbox.recordAttempt(message.id, { sentAt: clock.now() });
    this.sent.delete(message.id);
  }

  /** Returns true if the message was sent. */
  private async attempt(message: WaitingMessage): Promise<boolean> {
    const { id } = message;
    if (this.sending.has(id) || !(await this.options.outbox.claim(message, this.later(CLAIM_MS)))) return false;
    this.sending.add(id);
    try {
      await this.options.channel.send(message);
      this.sent.add(id);
      this.consecutiveFailures.delete(message.topic);
    } catch (error) {
      await this.recordFailure(message, error);
    } finally {
      this.sending.delete(id);
    }
    return this.sent.has(id);
  }

  private async recordFailure(message: WaitingMessage, error: unknown): Promise<void> {
    const { channel, outbox, onFailure } = this.options;
    const failures = (this.consecutiveFailures.get(message.topic) ?? 0) + 1;
    this.consecutiveFailures.set(message.topic, failures);
    const attempt = this.failedAttempt(message.attempts + 1, error);
    if (attempt.retryAt === null) await channel.onGivenUp?.(message, error);
    await outbox.recordAttempt(message.id, attempt);
    if (channel.topicIsRecipient === true && failures >= MAX_CONSECUTIVE_FAILURES) await this.failTopic(message, error);
    onFailure?.(message, error);
  }

  /** Records a failed attempt for every due message of a topic, so that other recipients' messages are not delayed. */
  private async failTopic({ topic }: WaitingMessage, error: unknown): Promise<void> {
    const {
      channel: { name: channel },
      outbox,
      clock,
    } = this.options;
    for (let attempts = 0, wasLast = false; !wasLast; attempts += 1) {
      const { error: cause, retryAt } = this.failedAttempt(attempts + 1, error);
      await outbox.recordFailures(
        { channel, topic, attempts, dueBy: clock.now() },
        { error: `Not attempted because other messages to this recipient failed: ${cause}`, retryAt },
      );
      wasLast = retryAt === null;
    }
  }

  private failedAttempt(attempts: number, error: unknown): FailedAttempt {
    const delayMs = this.options.channel.retryDelayMs(attempts, error);
    return { error: messageOf(error), retryAt: delayMs === null ? null : this.later(delayMs) };
  }

  private later(ms: number): Instant {
    return instantOf(millisOf(this.options.clock.now()) + ms);
  }
}
