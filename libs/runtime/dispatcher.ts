import type { Clock, Timers } from '@ledgerdesk/kernel';
import type { WaitingMessage } from '@ledgerdesk/outbox';
import { Scheduler } from './scheduler.js';
import type { DueRow } from './due-rows.js';
import { backoff, type FiringPolicy } from './firing-policy.js';
import type { Sender } from './sender.js';

export interface DispatcherOptions {
  /** Outlives the dispatcher: what the outbox did not confirm is repeated by the next one, or settled without. */
  readonly sender: Sender;
  readonly clock: Clock;
  /** At the same speed as `clock`. */
  readonly timers: Timers;
  /** Returns true while nothing may be sent. */
  readonly isHeld?: () => boolean;
  /** Maximum number of messages being sent at a time. Default 8. */
  readonly concurrency?: number;
}

/** A waiting message as a row of the Scheduler. */
export interface DueMessage extends DueRow {
  readonly message: WaitingMessage;
}

/** Whoever adds messages in this process notifies. Polling finds messages that another process added. */
const POLL_MS = 10_000;

/** Applies when the outbox cannot be written. Failed deliveries follow the channel's own schedule. */
const POLICY: FiringPolicy = { graceMs: 0, retryMs: backoff(1_000, 60_000) };

/**
 * Creates a scheduler that sends the outbox messages of a sender's channel when they are due.
 *
 * @example
 * const mails = dispatcher({ sender: new Sender({ channel, outbox, clock }), clock, timers: realTimers });
 * mails.start();
 * outbox.additions.subscribe(() => mails.notify());
 * await outbox.saveCheckpoint('answer-mails', checkpoint, messages);
 */
export const dispatcher = ({
  sender,
  clock,
  timers,
  isHeld = () => false,
  concurrency = 8,
}: DispatcherOptions): Scheduler<DueMessage> => {
  const next = async (limit: number, after?: DueMessage): Promise<readonly DueMessage[]> =>
    (await sender.list(limit, after?.message)).map((message) => ({
      key: message.id,
      dueAt: message.dueAt,
      message,
    }));
  const scheduler = new Scheduler<DueMessage>({
    source: { next },
    fire: async ({ message }) => {
      if (!(await sender.send(message))) scheduler.notify();
    },
    policy: POLICY,
    clock,
    timers,
    isHeld,
    concurrency,
    pollMs: POLL_MS,
  });
  return scheduler;
};
