import { ReadBehind } from '@ledgerdesk/event-store';
import { type Clock, type Instant, instantOf, messageOf, millisOf } from '@ledgerdesk/kernel';
import { type Answer, type FailedAttempt, type Outbox, type WaitingMessage, withAttempt } from '@ledgerdesk/outbox';
import { randomUUID } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { type Channel, RecipientGone } from './channel.js';
import { type OpenAttempt, OpenAttempts, type Outcome } from './open-attempts.js';
import { RecipientHolds } from './recipient-holds.js';
import { deleteTopic } from './delete-topic.js';

type Failure = Extract<Outcome, { readonly kind: 'failed' }>;

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
 * Sends the messages of one channel. A claim keeps two processes from sending the same message. What the outbox did not
 * confirm, a claim or the outcome of an attempt, is repeated at the next call; the message is not resent for that.
 */
export class Sender {
  private readonly sending = new Set<string>();
  private readonly open: OpenAttempts;
  /** Failures that are in `consecutiveFailures`, with whether the recipient counted as down then. */
  private readonly counted = new WeakMap<Outcome, boolean>();
  /** Number of consecutive failures by topic. */
  private readonly consecutiveFailures = new Map<string, number>();

  private readonly holds: RecipientHolds;

  constructor(private readonly options: SenderOptions) {
    this.holds = new RecipientHolds(options.outbox, options.clock);
    this.open = new OpenAttempts(options.clock);
  }

  /** The messages to send: a page of the outbox, and those of which something has to be repeated. */
  async list(limit: number, after?: WaitingMessage): Promise<readonly WaitingMessage[]> {
    const { channel, outbox } = this.options;
    return this.open.addTo(await outbox.listWaiting(channel.name, limit, after), limit, after);
  }

  /**
   * Returns false if the message was not sent: it may be due again later, as may others of its topic. Rejects if it has
   * to be called again.
   */
  async send(message: WaitingMessage): Promise<boolean> {
    if (this.sending.has(message.id)) throw new Error('Not attempted: an earlier attempt is in progress.');
    this.sending.add(message.id);
    try {
      const earlier = await this.recordEarlier(message.id);
      // If its failure was stored before, but not confirmed, the message may be due again.
      if (earlier && earlier.message.dueAt === message.dueAt) return earlier.outcome.kind === 'sent';
      const attempt = await this.attempt(message);
      if (attempt) await this.record(attempt);
      this.open.end(message.id);
      return attempt?.outcome.kind === 'sent';
    } finally {
      this.sending.delete(message.id);
    }
  }

  /** Returns true while the outcome of an attempt, or the end of a claim, is not confirmed. */
  get hasOpenAttempts(): boolean {
    return this.open.list().length > 0;
  }

  /**
   * Records the outcomes that the outbox did not confirm, and ends the claims of messages that were not handed over, so
   * that another process may send them. For a sender that sends nothing meanwhile. Rejects if something could not be
   * recorded: call it again.
   */
  async settle(): Promise<void> {
    for (const { message, claim, outcome } of this.open.list()) {
      if (outcome) await this.record({ message, claim, outcome });
      else await this.options.outbox.release(message, claim.id);
      this.open.end(message.id);
    }
  }

  /** Records the outcome of an attempt that the outbox did not confirm. Returns undefined if there is none. */
  private async recordEarlier(id: string): Promise<Required<OpenAttempt> | undefined> {
    const earlier = this.open.find(id);
    if (!earlier?.outcome) return undefined;
    const attempt = { ...earlier, outcome: earlier.outcome };
    await this.record(attempt);
    this.open.end(id);
    return attempt;
  }

  /** Returns the attempt with its outcome; undefined if the message is not this sender's to send now. */
  private async attempt(message: WaitingMessage): Promise<Required<OpenAttempt> | undefined> {
    const { channel, outbox } = this.options;
    const earlier = this.open.find(message.id);
    if (channel.topicIsRecipient === true && (await this.isHeld(message))) {
      // Its claim may have been stored, and would outlast a short hold.
      if (earlier) throw new Error('Not attempted: the recipient wants no messages now. The claim is repeated later.');
      return undefined;
    }
    const claim = { id: earlier?.claim.id ?? randomUUID(), until: this.later(CLAIM_MS) };
    this.open.begin(message, claim);
    if (!(await outbox.claim(message, claim))) return undefined;
    const attempt = { message, claim, outcome: await this.handOver(message) };
    this.open.keep(attempt);
    return attempt;
  }

  private async isHeld(message: WaitingMessage): Promise<boolean> {
    if (await this.holds.isHeld(message.topic)) return true;
    const { channel } = this.options;
    const pauseMs = (await channel.pauseMs?.(message)) ?? null;
    if (pauseMs === null) return false;
    await this.holds.postpone(message.topic, this.later(pauseMs), channel.name);
    return true;
  }

  private async handOver(message: WaitingMessage): Promise<Outcome> {
    const { channel, clock } = this.options;
    const noted: { answer: Answer | null } = { answer: null };
    /** The attempts of the message, including this one. */
    const history = (error: string | null) =>
      withAttempt(message.history, { at: clock.now(), error, answer: noted.answer });
    try {
      await channel.send(message, (answer) => {
        noted.answer = answer;
      });
      this.consecutiveFailures.delete(message.topic);
      return { kind: 'sent', result: { sentAt: clock.now(), history: history(null) } };
    } catch (error) {
      if (error instanceof RecipientGone) return { kind: 'gone' };
      const result = { ...this.failedAttempt(message.attempts + 1, error), history: history(messageOf(error)) };
      const outcome: Failure = { kind: 'failed', result, error };
      // Counted before any other outcome of the recipient's.
      if (this.holdMsAfter(outcome) === null) this.countFailure(message, outcome);
      return outcome;
    }
  }

  private holdMsAfter({ error }: Failure): number | null {
    return this.options.channel.holdMs?.(error) ?? null;
  }

  private record({ message, claim, outcome }: Required<OpenAttempt>): Promise<void> {
    if (outcome.kind === 'sent') return this.recordSent(message, outcome);
    if (outcome.kind === 'gone') return this.discardTopic(message);
    return this.recordFailure(message, claim.id, outcome);
  }

  private async recordSent(message: WaitingMessage, { result }: Extract<Outcome, { kind: 'sent' }>): Promise<void> {
    await this.options.channel.onSent?.(message);
    await this.options.outbox.recordAttempt(message.id, result);
    await this.holds.messageSent(message.topic);
  }

  private async recordFailure(message: WaitingMessage, claimId: string, outcome: Failure): Promise<void> {
    const { channel, outbox, onFailure } = this.options;
    const { error, result } = outcome;
    const holdMs = this.holdMsAfter(outcome);
    const isHeld = holdMs !== null && (await this.holds.hold(message.topic, holdMs));
    const isDown = !isHeld && this.countFailure(message, outcome);
    if (result.retryAt === null) await channel.onGivenUp?.(message, error);
    await outbox.recordAttempt(message.id, result, claimId);
    if (isDown) await this.failTopic(message, outcome);
    onFailure?.(message, error);
  }

  /** Returns true if the message's recipient has failed too often to be attempted again now. Counts a failure once. */
  private countFailure({ topic }: WaitingMessage, outcome: Failure): boolean {
    const { error } = outcome;
    const { channel } = this.options;
    const isOfMessageAlone = error instanceof ReadBehind || channel.retryDelayMs(1, error) === null;
    if (channel.topicIsRecipient !== true || isOfMessageAlone) return false;
    const before = this.counted.get(outcome);
    if (before !== undefined) return before;
    const failures = (this.consecutiveFailures.get(topic) ?? 0) + 1;
    this.consecutiveFailures.set(topic, failures);
    const isDown = failures >= MAX_CONSECUTIVE_FAILURES;
    this.counted.set(outcome, isDown);
    return isDown;
  }

  /**
   * Records a failed attempt for every message of a topic that was due at the failure, so that other recipients'
   * messages are not delayed. Those that are retried are due later, so that none is recorded twice by a repeat.
   */
  private async failTopic({ topic }: WaitingMessage, { error, result }: Failure): Promise<void> {
    const { channel, outbox } = this.options;
    const group = { channel: channel.name, topic, dueBy: result.failedAt, limit: BATCH };
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
