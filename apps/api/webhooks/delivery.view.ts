import type { OutboxMessage } from '@ledgerdesk/outbox';
import { isTest, parseDeliveryPayload, REPLAY_CHANNEL, SAMPLE_STREAM } from '@ledgerdesk/processes';
import { toMessageStatus } from '../outbox/outbox-message.view.js';

/** Why a delivery was queued: an event was recorded, an earlier one is replayed, or the receiver is tested. */
export const DELIVERY_KINDS = ['event', 'replay', 'test'] as const;
type DeliveryKind = (typeof DELIVERY_KINDS)[number];

/** A delivery in a list, with the answer to its last attempt. */
export const toDelivery = (message: OutboxMessage) => {
  const payload = parseDeliveryPayload(message.payload);
  const kind: DeliveryKind = isTest(payload) ? 'test' : message.channel === REPLAY_CHANNEL ? 'replay' : 'event';
  const { stream, revision } = isTest(payload) ? { stream: SAMPLE_STREAM, revision: 0 } : payload;
  return {
    deliveryId: message.id,
    webhookId: payload.webhookId,
    kind,
    type: payload.type ?? null,
    eventId: payload.eventId,
    stream,
    revision,
    ...toMessageStatus(message),
    lastAnswer: message.history.at(-1)?.answer ?? null,
  };
};

/** A delivery with its attempts. */
export const toDeliveryWithHistory = (message: OutboxMessage) => ({
  ...toDelivery(message),
  history: message.history,
});

/** A delivery for operators: without the stream of its event, which names a ticket or a member. */
export const toOperatorDelivery = (message: OutboxMessage) => {
  const { stream: _, revision: __, ...delivery } = toDelivery(message);
  return delivery;
};

/** A delivery for operators, with its attempts. */
export const toOperatorDeliveryWithHistory = (message: OutboxMessage) => ({
  ...toOperatorDelivery(message),
  history: message.history,
});
