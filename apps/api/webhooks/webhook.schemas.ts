import type { Webhook } from '@ledgerdesk/domain';
import type { WebhookRow } from '@ledgerdesk/projections';
import { messageStatusFields } from '../outbox/outbox-message.schemas.js';
import { defineSchemas } from '../platform/openapi/schema-registry.js';
import { arrayOf, dateTime, enumOf, integer, nullable, objectOf, pageOf, string } from '../platform/openapi/schema.js';
import type { toDelivery } from './delivery.view.js';

const registration = {
  webhookId: string('Id of the webhook.'),
  owner: string('Service that owns the webhook.'),
  url: string('URL that events are posted to. Its query is shown to nobody, since it may contain credentials.'),
  types: arrayOf(string(), 'Event types sent to the webhook. Empty: all.'),
  teams: nullable(arrayOf(string()), 'Teams whose events are sent to the webhook. Null: all.'),
  generation: integer('Number of the current secret, from 1.'),
};

const webhook = {
  ...registration,
  rotatedAt: nullable(dateTime(), 'Instant of the last secret rotation.'),
  removed: nullable(enumOf(['removed', 'gone']), '`gone`: removed because the receiver responded with 410.'),
};

const delivery = objectOf<ReturnType<typeof toDelivery>>({
  deliveryId: string('Id of the delivery.'),
  eventId: string('Id of the event.'),
  stream: string('Stream of the event.'),
  revision: integer('Revision of the event.'),
  ...messageStatusFields,
});

export const WEBHOOK_SCHEMAS = defineSchemas({
  Webhook: objectOf<Webhook>(webhook),
  WebhookWithSecret: objectOf<Webhook & { readonly secret: string }>({
    ...webhook,
    secret: { type: 'string', example: 'whsec_…', description: 'Signing secret. Returned only by this request.' },
  }),
  WebhookPage: pageOf(
    objectOf<WebhookRow>({ ...registration, registeredAt: dateTime('Instant of the registration.') }),
  ),
  Delivery: delivery,
  DeliveryPage: pageOf(delivery),
});
