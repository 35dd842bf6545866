import type { ReadableLog } from '@ledgerdesk/event-store';
import { WEBHOOK_EVENT_TYPES } from '@ledgerdesk/events';
import type { Process } from '@ledgerdesk/runtime';
import { WebhookSubscribers } from './webhook-subscribers.js';
import { deliveryMessage } from './delivery-payload.js';

/** Adds a delivery to the outbox for each event and each webhook that subscribes to its type. */
export const webhooks = (log: ReadableLog): Process => {
  const subscribers = new WebhookSubscribers(log);
  return {
    name: 'webhooks',
    handles: WEBHOOK_EVENT_TYPES,
    startFrom: 'head',
    sendsTo: 'webhook',
    isConcerned: (event) => subscribers.mayHaveSubscribers(event),
    react: async (event) =>
      (await subscribers.subscribersOf(event)).map(({ webhookId }) =>
        deliveryMessage('webhook', webhookId, event, event.recordedAt),
      ),
  };
};
