/** The channel of the outbox by which webhooks are told. */
export const CHANNEL = 'webhook';

/** What a message to a webhook is about. What it says is read from the log when it is sent. */
export interface Delivery {
  readonly webhookId: string;
  readonly eventId: string;
  readonly stream: string;
  readonly revision: number;
}

export const deliveryIn = (payload: string): Delivery => JSON.parse(payload) as Delivery;
