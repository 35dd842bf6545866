import { ReadBehind } from '@ledgerdesk/event-store';
import { type Clock, type Instant, instantOf, messageOf, millisOf } from '@ledgerdesk/kernel';
import type { WaitingMessage, FailedAttempt, Outbox } from '@ledgerdesk/outbox';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { type Channel, RecipientGone } from './channel.js';
import { RecipientHolds } from './recipient-holds.js';
import { deleteTopic } from './delete-topic.js';

/** Longer than any attempt. A message whose sender crashed is resent after this time. */
const CLAIM_MS = 120_000;

/** A recipient counts as down after this many consecutive failures. */
const MAX_CONSECUTIVE_FAILURES = 3;

/** Messages that one statement changes: few enough that other work is not delayed. */
const BATCH = 500;
/** Longer than any channel's schedule of attempts. */
const MAX_ATTEMPTS = 100;

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

  private readonly holds: RecipientHolds;

  constructor(private readonly options: SenderOptions) {
    this.holds = new RecipientHolds(options.outbox, options.clock);
  }

  async send(message: WaitingMessage): Promise<void> {
    const { channel, outbox, clock } = this.options;
    if (!this.sent.has(message.id) && !(await this.attempt(message))) return;
    await channel.onSent?.(message);
    await outbox.recordAttempt(message.id, { sentAt: clock.now() });
    this.sent.delete(message.id);
    await this.holds.messageSent(message.topic);
  }

  /** Returns true if the message was sent. */
  private async attempt(message: WaitingMessage): Promise<boolean> {
    const { id, topic } = message;
    const { channel, outbox } = this.options;
    if (this.sending.has(id) || (channel.topicIsRecipient === true && (await this.holds.isHeld(topic)))) return false;
    if (!(await outbox.claim(message, this.later(CLAIM_MS)))) return false;
    this.sending.add(id);
    try {
      await channel.send(message);
      this.sent.add(id);
      this.consecutiveFailures.delete(topic);
    } catch (error) {
      await (error instanceof RecipientGone ? this.discardTopic(message) : this.recordFailure(message, error));
    } finally {
      this.sending.delete(id);
    }
    return this.sent.has(id);
  }

  private async recordFailure(message: WaitingMessage, error: unknown): Promise<void> {
    const { channel, outbox, onFailure } = this.options;
    const holdMs = channel.holdMs?.(error) ?? null;
    const isHeld = holdMs !== null && (await this.holds.hold(message.topic, holdMs));
    const isDown = channel.topicIsRecipient === true && !isHeld && this.countFailure(message, error);
    const attempt = this.failedAttempt(message.attempts + 1, error);
    if (attempt.retryAt === null) await channel.onGivenUp?.(message, error);
    await outbox.recordAttempt(message.id, attempt);
    if (isDown) await this.failTopic(message, error);
    onFailure?.(message, error);
  }

  /** Returns true if the message's recipient has failed too often to be attempted again now. */
  private countFailure({ topic }: WaitingMessage, error: unknown): boolean {
    const isOfMessageAlone = error instanceof ReadBehind || this.options.channel.retryDelayMs(1, error) === null;
    if (isOfMessageAlone) return false;
    const failures = (this.consecutiveFailures.get(topic) ?? 0) + 1;
    this.consecutiveFailures.set(topic, failures);
    return failures >= MAX_CONSECUTIVE_FAILURES;
  }

  /** Records a failed attempt for every due message of a topic, so that other recipients' messages are not delayed. */
  private async failTopic({ topic }: WaitingMessage, error: unknown): Promise<void> {
    const { channel, outbox, clock } = this.options;
    const group = { channel: channel.name, topic, dueBy: clock.now(), limit: BATCH };
    const attempts = this.failedAttempts(error);
    while ((await outbox.recordFailures(group, attempts)) === BATCH) await nextTurn();
  }

  private async discardTopic({ topic }: WaitingMessage): Promise<void> {
    this.consecutiveFailures.delete(topic);
    await deleteTopic(this.options.outbox, topic);
  }

  /** The outcome of a failure that was not the message's own, by the number of its earlier failures. */
  private failedAttempts(error: unknown): readonly FailedAttempt[] {
    const attempts: FailedAttempt[] = [];
    while (attempts.length < MAX_ATTEMPTS && attempts.at(-1)?.retryAt !== null) {
      const attempt = this.failedAttempt(attempts.length + 1, error);
      const reason = `Not attempted because other messages to this recipient failed: ${attempt.error}`;
      attempts.push({ ...attempt, error: reason });
    }
    return attempts;
  }

  private failedAttempt(attempts: number, error: unknown): FailedAttempt {
    const delayMs = this.options.channel.retryDelayMs(attempts, error);
    return {
      failedAt: this.options.clock.now(),
      error: messageOf(error),
      retryAt: delayMs === null ? null : this.later(delayMs),
    };
  }

  private later(ms: number): Instant {
    return instantOf(millisOf(this.options.clock.now()) + ms);
  }
}
