import { type Clock, instantOf, millisOf } from '@ledgerdesk/kernel';
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

/**
 * Sends what waits in the outbox by one channel, each message once as far as the other side lets one know: what was sent
 * but could not be noted is not sent again by this process.
 */
export const dispatcher = ({ channel, outbox, clock, timers, parallel = 8, onFailure }: DispatcherOptions): DeadlineClock<DueDelivery> => {
  const sent = new Set<string>();
  const failed = async (message: DueMessage, fault: unknown): Promise<void> => {
    const pause = channel.pauseAfter(message.attempts + 1, fault);
    const retryAt = pause === null ? null : instantOf(millisOf(clock.now()) + pause);
    await outbox.note(message.id, { error: messageOf(fault), retryAt });
    onFailure?.(message, fault);
  };
  const fire = async ({ message }: DueDelivery): Promise<void> => {
    try {
      if (!sent.has(message.id)) await channel.send(message);
    } catch (fault) {
      return failed(message, fault);
    }
    sent.add(message.id);
    await outbox.note(message.id, { sentAt: clock.now() });
    sent.delete(message.id);
  };
  const next = async (limit: number, after?: DueDelivery): Promise<readonly DueDelivery[]> =>
    (await outbox.due(channel.name, limit, after?.message)).map((message) => ({ key: message.id, dueAt: message.dueAt, message }));
  return new DeadlineClock<DueDelivery>({ source: { next }, fire, clock, timers, parallel, rereadMs: REREAD_MS });
};
