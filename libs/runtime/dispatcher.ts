import { type Clock, type Instant, instantOf, millisOf } from '@ledgerdesk/kernel';
import type { DueMessage, Outbox } from '@ledgerdesk/outbox';
import { DeadlineClock } from './deadline-clock.js';
import type { DueRow } from './due-rows.js';
import { messageOf } from './poison.js';
import type { Timers } from './timers.js';

/** A way out of the house. */
export interface Channel {
  /** As messages name it. */
  readonly name: string;
  /** Rejects when the message has not arrived, as far as one can know. */
  send(message: DueMessage): Promise<void>;
  /** How many ms to wait after so many attempts that failed; null gives the message up. */
  pauseAfter(attempts: number, fault: unknown): number | null;
}

export interface DispatcherOptions {
  readonly channel: Channel;
  readonly outbox: Outbox;
  readonly clock: Clock;
  readonly timers: Timers;
  /** How many messages may be under way at once. Default 8. */
  readonly parallel?: number;
  readonly onFailure?: (message: DueMessage, fault: unknown) => void;
}

/** A message as the deadline clock takes it. */
export interface DueDelivery extends DueRow {
  readonly message: DueMessage;
}

/** Whoever puts something in pokes; only what was given up and is to be tried again may come from another process. */
const REREAD_MS = 10_000;

/** Longer than an attempt takes. What was under way when a process died is sent again after so long. */
const CLAIM_MS = 120_000;

/** Sends messages of one channel, each by whoever claims it. */
class Sender {
  private readonly sending = new Set<string>();
  /** Sent, yet not noted. */
  private readonly sent = new Set<string>();

  constructor(private readonly options: Pick<DispatcherOptions, 'channel' | 'outbox' | 'clock' | 'onFailure'>) {}

  async send(message: DueMessage): Promise<void> {
    const { outbox, clock } = this.options;
    if (!this.sent.has(message.id) && !await this.attempt(message)) return;
    await outbox.note(message.id, { sentAt: clock.now() });
    this.sent.delete(message.id);
  }

  /** Whether it has left the house. */
  private async attempt(message: DueMessage): Promise<boolean> {
    const { id } = message;
    if (this.sending.has(id) || !await this.options.outbox.claim(message, this.later(CLAIM_MS))) return false;
    this.sending.add(id);
    try {
      await this.options.channel.send(message);
      this.sent.add(id);
    } catch (fault) {
      await this.failed(message, fault);
    } finally {
      this.sending.delete(id);
    }
    return this.sent.has(id);
  }

  private async failed(message: DueMessage, fault: unknown): Promise<void> {
    const { channel, outbox, onFailure } = this.options;
    const pause = channel.pauseAfter(message.attempts + 1, fault);
    await outbox.note(message.id, { error: messageOf(fault), retryAt: pause === null ? null : this.later(pause) });
    onFailure?.(message, fault);
  }

  private later(ms: number): Instant {
    return instantOf(millisOf(this.options.clock.now()) + ms);
  }
}

/**
 * Sends what waits in the outbox by one channel, each message once as far as the other side lets one know, also while
 * two processes believe that it is their turn. What was sent but could not be noted is not sent again by this process.
 */
export const dispatcher = ({ clock, timers, parallel = 8, ...options }: DispatcherOptions): DeadlineClock<DueDelivery> => {
  const sender = new Sender({ clock, ...options });
  const next = async (limit: number, after?: DueDelivery): Promise<readonly DueDelivery[]> =>
    (await options.outbox.due(options.channel.name, limit, after?.message)).map((message) => ({ key: message.id, dueAt: message.dueAt, message }));
  return new DeadlineClock<DueDelivery>({ source: { next }, fire: ({ message }) => sender.send(message), clock, timers, parallel, rereadMs: REREAD_MS });
};
