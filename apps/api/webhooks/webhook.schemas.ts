import type { Webhook } from '@ledgerdesk/domain';
import type { WebhookRow } from '@ledgerdesk/projections';
import type { toDelivery } from './delivery.view.js';
import { instant, listOf, objectOf, oneOf, orNull, pageOf, text, whole } from '../platform/openapi/schema.js';

const webhook = {
  webhookId: text,
  owner: text,
  url: text,
  types: listOf(text),
  generation: whole,
  rotatedAt: orNull(instant),
  removed: orNull(oneOf(['removed', 'gone'])),
};

const delivery = objectOf<ReturnType<typeof toDelivery>>({
  deliveryId: text,
  eventId: text,
  stream: text,
  revision: whole,
  state: oneOf(['waiting', 'sent', 'dead']),
  attempts: whole,
  createdAt: instant,
  dueAt: orNull(instant),
  lastError: orNull(text),
  sentAt: orNull(instant),
});

/** What routes on webhooks answer; the secret only when it is made. */
export const WEBHOOK_SCHEMAS = {
  Webhook: objectOf<Webhook>(webhook),
  WebhookWithSecret: objectOf<Webhook & { readonly secret: string }>({
    ...webhook,
    secret: { type: 'string', example: 'whsec_…' },
  }),
  WebhookPage: pageOf(
    objectOf<WebhookRow>({
      webhookId: text,
      owner: text,
      url: text,
      types: listOf(text),
      registeredAt: instant,
      generation: whole,
    }),
  ),
  Delivery: delivery,
  DeliveryPage: pageOf(delivery),
};
