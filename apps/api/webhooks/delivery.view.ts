import type { OutboxMessage } from '@ledgerdesk/outbox';
import { parseDeliveryPayload } from '@ledgerdesk/processes';
import { progressOf } from '../outbox/outbox-page.js';

/** What a webhook's owner sees of a delivery. */
export const toDelivery = (message: OutboxMessage) => {
  const { eventId, stream, revision } = parseDeliveryPayload(message.payload);
  return { deliveryId: message.id, eventId, stream, revision, ...progressOf(message) };
};
