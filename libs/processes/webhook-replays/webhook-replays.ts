import { type Webhook, webhookDecider } from '@ledgerdesk/domain';
import { decode, type ReadableLog, readEpoch, readUpTo } from '@ledgerdesk/event-store';
import { isLogged, type LoggedEvent } from '@ledgerdesk/events';
import { comparePositions, foldEvents } from '@ledgerdesk/kernel';
import type { Outbox } from '@ledgerdesk/outbox';
import type { PageReader, Process } from '@ledgerdesk/runtime';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { deliveryMessage, REPLAY_CHANNEL } from '../webhooks/delivery-payload.js';
import { replayedEvents } from './replayed-events.js';

const HANDLES = ['WebhookReplayRequested'] as const;
/** Small enough that other work is not delayed while its messages are inserted. */
const PAGE_SIZE = 200;

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
export const webhookReplays = (
  log: ReadableLog,
  outbox: Pick<Outbox, 'insert'>,
  pages: Pick<PageReader, 'read'>,
): Process => {
  const replay = async (request: LoggedEvent<'WebhookReplayRequested'>, webhook: Webhook): Promise<void> => {
    const { id, position, recordedAt, stream, data } = request;
    const { webhookId } = data;
    const params = { webhook, before: position };
    const asker = { caller: `webhook ${webhookId}` };
    const origin = { logId: log.logId, epoch: await readEpoch(log) };
    for (let after = data.after; comparePositions(after, position) < 0;) {
      const page = await pages.read(replayedEvents, { params, after, limit: PAGE_SIZE }, asker);
      const deliveries = page.items.map((event) => deliveryMessage(REPLAY_CHANNEL, webhookId, event, recordedAt, id));
      await outbox.insert(deliveries.map((delivery) => ({ ...delivery, origin })));
      if (page.end || (await isRemoved(log, stream))) return;
      after = page.scannedTo;
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
