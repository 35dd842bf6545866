import type { OutboxMessage } from '@ledgerdesk/outbox';
import { parseDeliveryPayload } from '@ledgerdesk/processes';
import { toMessageStatus } from '../outbox/outbox-message.view.js';

export const toDelivery = (message: OutboxMessage) => {
  const { eventId, stream, revision } = parseDeliveryPayload(message.payload);
  return { deliveryId: message.id, eventId, stream, revision, ...toMessageStatus(message) };
};
