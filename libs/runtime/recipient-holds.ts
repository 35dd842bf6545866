import { addMillis, type Clock, DAY, type Instant, millisOf } from '@ledgerdesk/kernel';
import type { Outbox } from '@ledgerdesk/outbox';
import { setImmediate as nextTurn } from 'node:timers/promises';

/** Messages that one statement postpones: few enough that other work is not delayed. */
const BATCH = 500;
/** A recipient that is held for longer, without one message sent in between, counts as down. */
const MAX_HELD_MS = 3 * DAY;
/**
 * Holds with a longer pause between them are not consecutive. A recipient that counts as down is attempted again after
 * the delay of a retry, a day at most: this is clearly longer.
 */
export const MAX_PAUSE_MS = 2 * DAY;

/**
 * Holds back all messages to a recipient that wants none for a while, in all its channels. Messages that are not
 * attempted meanwhile keep their number of attempts.
 */
export class RecipientHolds {
  /** Topics whose hold has ended, but is stored: the next message sent ends it for good. */
  private readonly ended = new Set<string>();

  constructor(
    private readonly outbox: Pick<Outbox, 'topicHolds'>,
    private readonly clock: Clock,
  ) {}

  /** Returns true while the recipient wants no message, and postpones those that are due. */
  async isHeld(topic: string): Promise<boolean> {
    const hold = await this.outbox.topicHolds.find(topic);
    if (!hold) return false;
    if (hold.until <= this.clock.now()) {
      this.ended.add(topic);
      return false;
    }
    await this.postpone(topic, hold.until);
    return true;
  }

  /** Holds back a recipient. Returns false without doing so if it was held for so long that it counts as down. */
  async hold(topic: string, ms: number): Promise<boolean> {
    const now = this.clock.now();
    const since = await this.sinceWhen(topic, now);
    const isDown = millisOf(now) - millisOf(since) >= MAX_HELD_MS;
    const until = isDown ? now : addMillis(now, ms);
    await this.outbox.topicHolds.hold(topic, { until, since });
    if (!isDown) await this.postpone(topic, until);
    return !isDown;
  }

  /** Call when a message was sent: the next hold is not a continuation of an earlier one. */
  async messageSent(topic: string): Promise<void> {
    if (!this.ended.has(topic)) return;
    await this.outbox.topicHolds.deleteEnded(this.clock.now(), topic);
    this.ended.delete(topic);
  }

  private async sinceWhen(topic: string, now: Instant): Promise<Instant> {
    const last = await this.outbox.topicHolds.find(topic);
    return last && millisOf(now) - millisOf(last.until) < MAX_PAUSE_MS ? last.since : now;
  }

  /** Postpones the messages of a topic, of one channel if given, that are due before an instant. */
  async postpone(topic: string, until: Instant, channel?: string): Promise<void> {
    while ((await this.outbox.topicHolds.postpone(topic, until, BATCH, channel)) === BATCH) await nextTurn();
  }
}
