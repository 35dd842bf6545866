import { derivedId } from '@ledgerdesk/application';
import type { Instant, RecordedEvent } from '@ledgerdesk/kernel';
import type { NewMessage } from '@ledgerdesk/outbox';

/** The channels of the outbox by which webhooks are told: what happens, and what is told again, so that nobody waits behind that. */
export const WEBHOOK_CHANNELS = ['webhook', 'webhook-replay'] as const;
export type WebhookChannel = (typeof WEBHOOK_CHANNELS)[number];

/** What a message to a webhook is about. What it says is read from the log when it is sent. */
export interface DeliveryPayload {
  readonly webhookId: string;
  readonly eventId: string;
  readonly stream: string;
  readonly revision: number;
}

export const parseDeliveryPayload = (payload: string): DeliveryPayload => JSON.parse(payload) as DeliveryPayload;

type HubEvent = Pick<RecordedEvent, 'id' | 'stream' | 'revision'>;

/** The message that tells a webhook of an event: one for each occasion, however often it is asked for. */
export const deliveryMessage = (
  channel: WebhookChannel,
  webhookId: string,
  { id: eventId, stream, revision }: HubEvent,
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
