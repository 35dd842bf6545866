import { type Webhook, webhookDecider, subscribesTo } from '@ledgerdesk/domain';
import { decode, pagesOf, type ReadableLog, readEpoch, readUpTo, type StoredEvent } from '@ledgerdesk/event-store';
import { WEBHOOK_EVENT_TYPES, isLogged, type LoggedEvent } from '@ledgerdesk/events';
import { comparePositions, foldEvents } from '@ledgerdesk/kernel';
import type { Outbox } from '@ledgerdesk/outbox';
import type { Process } from '@ledgerdesk/runtime';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { deliveryMessage, REPLAY_CHANNEL } from '../webhooks/delivery-payload.js';

const HANDLES = ['WebhookReplayRequested'] as const;
/** Small enough that other work is not delayed. */
const PAGE_SIZE = 500;

/** Name of the process, and of its checkpoint. */
export const WEBHOOK_REPLAYS = 'webhook-replays';

/** The webhook as of its replay request. */
const webhookAt = async (
  log: ReadableLog,
  request: LoggedEvent<'WebhookReplayRequested'>,
): Promise<Webhook | undefined> =>
  foldEvents(webhookDecider, (await readUpTo(log, request)).slice(0, request.revision + 1).map(decode));

const isRemoved = async (log: ReadableLog, stream: string): Promise<boolean> =>
  (await log.readStream(stream, { direction: 'backward', limit: 1 })).some(({ type }) => type === 'WebhookRemoved');

/**
 * Adds the deliveries of a replay to the outbox: one for each event that the webhook receives, after the given position
 * and before the request. Works page by page, and ends early if the webhook is removed. Idempotent: after a crash it
 * starts over, and the outbox ignores messages that it already contains.
 */
export const webhookReplays = (log: ReadableLog, outbox: Pick<Outbox, 'insert'>): Process => {
  const replay = async (request: LoggedEvent<'WebhookReplayRequested'>, webhook: Webhook): Promise<void> => {
    const {
      id,
      position,
      recordedAt,
      data: { webhookId, after },
    } = request;
    const isIncluded = (event: StoredEvent): boolean =>
      comparePositions(event.position, position) < 0 && subscribesTo(webhook, decode(event));
    const filter = { types: webhook.types.length > 0 ? webhook.types : WEBHOOK_EVENT_TYPES };
    const origin = { logId: log.logId, epoch: await readEpoch(log) };
    for await (const { events, scannedTo } of pagesOf(log, { after, filter, limit: PAGE_SIZE })) {
      const deliveries = events
        .filter(isIncluded)
        .map((event) => deliveryMessage(REPLAY_CHANNEL, webhookId, event, recordedAt, id));
      await outbox.insert(deliveries.map((delivery) => ({ ...delivery, origin })));
      if (comparePositions(scannedTo, position) >= 0 || (await isRemoved(log, request.stream))) return;
      await nextTurn();
    }
  };
  return {
    name: WEBHOOK_REPLAYS,
    handles: HANDLES,
    startFrom: 'head',
    sendsTo: 'webhook',
    react: async (event) => {
      if (!isLogged(event, HANDLES)) return [];
      const webhook = await webhookAt(log, event);
      if (webhook) await replay(event, webhook);
      return [];
    },
  };
};
