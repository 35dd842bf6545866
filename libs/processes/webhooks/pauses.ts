import { addMillis, HOUR, type Instant, millisOf, MINUTE } from '@ledgerdesk/kernel';
import type { Outbox } from '@ledgerdesk/outbox';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { REPLAY_CHANNEL } from './delivery-payload.js';

/** Pauses up to this long are expected to end soon. */
const SHORT_PAUSE_MS = 10 * MINUTE;
const LONG_POSTPONEMENT_MS = HOUR;
/** What is due earlier is left alone: a delivery may be in progress, and is due again when its claim ends. */
const LEFT_ALONE_MS = 5 * MINUTE;
/** Deliveries that one statement moves: few enough that other work is not delayed. */
const BATCH = 500;

/**
 * By how much the deliveries of a paused webhook are postponed, in ms: a minute, and an hour after ten minutes, since
 * all that wait are written each time. `resumeDeliveries` shortens it.
 */
export const postponementMs = (pausedAt: Instant, now: Instant): number =>
  millisOf(now) - millisOf(pausedAt) < SHORT_PAUSE_MS ? MINUTE : LONG_POSTPONEMENT_MS;

/** Makes what was postponed during a long pause of a webhook due now. The rest is due within minutes by itself. */
export const resumeDeliveries = async (
  { topicHolds }: Pick<Outbox, 'topicHolds'>,
  webhookId: string,
  now: Instant,
): Promise<void> => {
  const postponed = { after: addMillis(now, LEFT_ALONE_MS), until: addMillis(now, LONG_POSTPONEMENT_MS), to: now };
  for (const channel of ['webhook', REPLAY_CHANNEL])
    while ((await topicHolds.hasten(webhookId, postponed, BATCH, channel)) === BATCH) await nextTurn();
};
