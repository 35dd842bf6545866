import type { Timers } from '@ledgerdesk/kernel';
import type { WaitingMessage } from '@ledgerdesk/outbox';
import { Scheduler } from './scheduler.js';
import type { DueRow } from './due-rows.js';
import { Sender, type SenderOptions } from './sender.js';

export interface DispatcherOptions extends SenderOptions {
  readonly timers: Timers;
  /** How many messages may be under way at once. Default 8. */
  readonly parallel?: number;
}

/** A message as the deadline clock takes it. */
export interface DueDelivery extends DueRow {
  readonly message: WaitingMessage;
}

/** Whoever puts something in pokes; only what was given up and is to be tried again may come from another process. */
const REREAD_MS = 10_000;

/** Sends what waits in the outbox by one channel when its time has come. */
export const dispatcher = ({ timers, parallel = 8, ...options }: DispatcherOptions): Scheduler<DueDelivery> => {
  const { channel, outbox, clock } = options;
  const sender = new Sender(options);
  const next = async (limit: number, after?: DueDelivery): Promise<readonly DueDelivery[]> =>
    (await outbox.listWaiting(channel.name, limit, after?.message)).map((message) => ({
      key: message.id,
      dueAt: message.dueAt,
      message,
    }));
  return new Scheduler<DueDelivery>({
    source: { next },
    fire: ({ message }) => sender.send(message),
    clock,
    timers,
    parallel,
    rereadMs: REREAD_MS,
  });
};
