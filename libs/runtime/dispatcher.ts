import type { Timers } from '@ledgerdesk/kernel';
import type { WaitingMessage } from '@ledgerdesk/outbox';
import { Scheduler } from './scheduler.js';
import type { DueRow } from './due-rows.js';
import { backoff, type FiringPolicy } from './firing-policy.js';
import { Sender, type SenderOptions } from './sender.js';

export interface DispatcherOptions extends SenderOptions {
  readonly timers: Timers;
  /** Maximum number of messages being sent at a time. Default 8. */
  readonly parallel?: number;
}

/** A message as the Scheduler reads it. */
export interface DueMessage extends DueRow {
  readonly message: WaitingMessage;
}

/** Producers in this process poke; only a retry that an operator asks for may come from another process. */
const REREAD_MS = 10_000;

/** A failed delivery is retried when its channel says; this is for an outbox that cannot be written. */
const POLICY: FiringPolicy = { graceMs: 0, retryMs: backoff(1_000, 60_000) };

/** Delivers the messages of one channel when they are due. */
export const dispatcher = ({ timers, parallel = 8, ...options }: DispatcherOptions): Scheduler<DueMessage> => {
  const { channel, outbox, clock } = options;
  const sender = new Sender(options);
  const next = async (limit: number, after?: DueMessage): Promise<readonly DueMessage[]> =>
    (await outbox.listWaiting(channel.name, limit, after?.message)).map((message) => ({
      key: message.id,
      dueAt: message.dueAt,
      message,
    }));
  return new Scheduler<DueMessage>({
    source: { next },
    fire: ({ message }) => sender.send(message),
    policy: POLICY,
    clock,
    timers,
    parallel,
    pollMs: REREAD_MS,
  });
};
