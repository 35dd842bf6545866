import { derivedId } from '@ledgerdesk/application';
import type { Instant, RecordedEvent } from '@ledgerdesk/kernel';
import type { NewMessage, OutboxMessage } from '@ledgerdesk/outbox';

/** Outbox channel of replays, apart from the other deliveries, so that they do not delay new events. */
export const REPLAY_CHANNEL = 'webhook-replay';
/** Outbox channel of test events. They are sent once: their sender looks at the answer. */
export const TEST_CHANNEL = 'webhook-test';
/** Outbox channels of webhooks. */
export const WEBHOOK_CHANNELS = ['webhook', REPLAY_CHANNEL, TEST_CHANNEL] as const;
type WebhookChannel = (typeof WEBHOOK_CHANNELS)[number];

/** A recorded event for a webhook. It is read from the log when the message is sent. */
export interface EventDelivery {
  readonly webhookId: string;
  readonly eventId: string;
  readonly stream: string;
  readonly revision: number;
  /** Absent in messages of version 0.1.0. */
  readonly type?: string;
}

/** A sample event for a webhook. */
export interface TestDelivery {
  readonly webhookId: string;
  readonly eventId: string;
  readonly type: string;
  readonly test: true;
}

/** Payload of an outbox message to a webhook. */
export type DeliveryPayload = EventDelivery | TestDelivery;

/** Returns true for the delivery of a sample event. */
export const isTest = (delivery: DeliveryPayload): delivery is TestDelivery => 'test' in delivery;

/** Parses a payload written by `deliveryMessage` or `testMessage`. */
export const parseDeliveryPayload = (payload: string): DeliveryPayload => JSON.parse(payload) as DeliveryPayload;

const messageOf = (id: string, channel: WebhookChannel, delivery: DeliveryPayload, createdAt: Instant): NewMessage => ({
  id,
  channel,
  topic: delivery.webhookId,
  payload: JSON.stringify(delivery),
  createdAt,
});

type EventReference = Pick<RecordedEvent, 'id' | 'stream' | 'revision' | 'type'>;

/** Builds the outbox message for one event and webhook. The ID is the same on every call, so repeats are ignored. */
export const deliveryMessage = (
  channel: WebhookChannel,
  webhookId: string,
  { id: eventId, stream, revision, type }: EventReference,
  createdAt: Instant,
  ...occasion: readonly string[]
): NewMessage =>
  messageOf(
    derivedId('webhook', webhookId, eventId, ...occasion),
    channel,
    { webhookId, eventId, stream, revision, type },
    createdAt,
  );

/** Builds the outbox message for a sample event. The ID, and that of the event, are the same for the same command. */
export const testMessage = (webhookId: string, type: string, commandId: string, createdAt: Instant): NewMessage => {
  const eventId = derivedId('webhook-test', webhookId, commandId);
  return messageOf(eventId, TEST_CHANNEL, { webhookId, eventId, type, test: true }, createdAt);
};

/** Builds the outbox message that sends a delivery again. The ID is the same for the same command. */
export const resentMessage = (
  { id, payload, origin }: OutboxMessage,
  commandId: string,
  createdAt: Instant,
): NewMessage => {
  const delivery = parseDeliveryPayload(payload);
  const channel = isTest(delivery) ? TEST_CHANNEL : 'webhook';
  return { ...messageOf(derivedId('webhook-resent', id, commandId), channel, delivery, createdAt), origin };
};
