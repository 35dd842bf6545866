import { derivedId } from '@ledgerdesk/application';
import type { Instant, RecordedEvent } from '@ledgerdesk/kernel';
import type { NewMessage } from '@ledgerdesk/outbox';

/** Outbox channel of replays, apart from the other deliveries, so that they do not delay new events. */
export const REPLAY_CHANNEL = 'webhook-replay';
/** Outbox channels of webhooks. */
export const WEBHOOK_CHANNELS = ['webhook', REPLAY_CHANNEL] as const;
type WebhookChannel = (typeof WEBHOOK_CHANNELS)[number];

/** Payload of an outbox message to a webhook. The event itself is read from the log when the message is sent. */
export interface DeliveryPayload {
  readonly webhookId: string;
  readonly eventId: string;
  readonly stream: string;
  readonly revision: number;
}

/** Parses a payload written by `deliveryMessage`. */
export const parseDeliveryPayload = (payload: string): DeliveryPayload => JSON.parse(payload) as DeliveryPayload;

type EventReference = Pick<RecordedEvent, 'id' | 'stream' | 'revision'>;

/** Builds the outbox message for one event and webhook. The ID is the same on every call, so repeats are ignored. */
export const deliveryMessage = (
  channel: WebhookChannel,
  webhookId: string,
  { id: eventId, stream, revision }: EventReference,
  createdAt: Instant,
  ...occasion: readonly string[]
): NewMessage => {
  const delivery: DeliveryPayload = { webhookId, eventId, stream, revision };
  return {
    id: derivedId('webhook', webhookId, eventId, ...occasion),
    channel,
    topic: webhookId,
    payload: JSON.stringify(delivery),
    createdAt,
  };
};
