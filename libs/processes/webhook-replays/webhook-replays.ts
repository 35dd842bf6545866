import { type Webhook, webhookDecider, subscribesTo } from '@ledgerdesk/domain';
import { decode, type ReadableLog, type StoredEvent } from '@ledgerdesk/event-store';
import { EVENT_TYPES, isLogged, type LoggedEvent } from '@ledgerdesk/events';
import { comparePositions, foldEvents } from '@ledgerdesk/kernel';
import type { Outbox } from '@ledgerdesk/outbox';
import type { Process } from '@ledgerdesk/runtime';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { deliveryMessage } from '../webhooks/delivery-payload.js';

const HANDLES = ['WebhookReplayRequested'] as const;
/** Few enough that whoever else wants to do something need not wait. */
const AT_ONCE = 500;

/** The webhook as it stood when it asked. */
const askedBy = async (
  log: ReadableLog,
  { stream, revision }: LoggedEvent<'WebhookReplayRequested'>,
): Promise<Webhook | undefined> =>
  foldEvents(webhookDecider, (await log.readStream(stream, { limit: revision + 1 })).map(decode));

/**
 * Puts into the outbox what a webhook has asked to be told again: everything of its types from there up to the request.
 * It goes a page at a time, however much it is; after a break it begins anew, and what is in already stays as it is.
 */
export const webhookReplays = (log: ReadableLog, outbox: Pick<Outbox, 'insert'>): Process => {
  const replay = async (request: LoggedEvent<'WebhookReplayRequested'>, webhook: Webhook): Promise<void> => {
    const {
      id,
      position,
      recordedAt,
      data: { webhookId },
    } = request;
    const isMeant = (event: StoredEvent): boolean =>
      comparePositions(event.position, position) < 0 && subscribesTo(webhook, event.type);
    for (let { after } = request.data, end = false; !end; await nextTurn()) {
      const page = await log.readAll({
        after,
        filter: { types: webhook.types.length > 0 ? webhook.types : EVENT_TYPES },
        limit: AT_ONCE,
      });
      await outbox.insert(
        page.events.filter(isMeant).map((event) => deliveryMessage('webhook-replay', webhookId, event, recordedAt, id)),
      );
      after = page.scannedTo;
      end = page.end || comparePositions(after, position) >= 0;
    }
  };
  return {
    name: 'webhook-replays',
    handles: HANDLES,
    begins: 'head',
    react: async (event) => {
      if (!isLogged(event, HANDLES)) return [];
      const webhook = await askedBy(log, event);
      if (webhook) await replay(event, webhook);
      return [];
    },
  };
};
