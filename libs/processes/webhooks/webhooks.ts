import type { ReadableLog } from '@ledgerdesk/event-store';
import { EVENT_TYPES } from '@ledgerdesk/events';
import type { Process } from '@ledgerdesk/runtime';
import { WebhookSubscribers } from './webhook-subscribers.js';
import { deliveryMessage } from './delivery-payload.js';

/** Puts into the outbox what each webhook is to be told. */
export const webhooks = (log: ReadableLog): Process => {
  const addresses = new WebhookSubscribers(log);
  return {
    name: 'webhooks',
    handles: EVENT_TYPES,
    begins: 'head',
    react: async (event) =>
      (await addresses.subscribersOf(event)).map(({ webhookId }) =>
        deliveryMessage('webhook', webhookId, event, event.recordedAt),
      ),
  };
};
