import type { Webhook } from '@ledgerdesk/domain';
import type { WebhookEventType } from '@ledgerdesk/processes';
import type { WebhookRow } from '@ledgerdesk/projections';
import { messageAnswer, messageHistory, messageStatusFields } from '../outbox/outbox-message.schemas.js';
import { DELIVERY_REQUEST } from '../platform/openapi/webhook-requests.js';
import { EXAMPLES } from '../platform/openapi/examples.js';
import { defineSchemas } from '../platform/openapi/schema-registry.js';
import {
  arrayOf,
  dateTime,
  enumOf,
  integer,
  itemsOf,
  nullable,
  objectOf,
  pageOf,
  string,
  valueLike,
} from '../platform/openapi/schema.js';
import {
  DELIVERY_KINDS,
  type toDelivery,
  type toDeliveryWithHistory,
  type toOperatorDelivery,
  type toOperatorDeliveryWithHistory,
} from './delivery.view.js';

const registration = {
  webhookId: string('Id of the webhook.', EXAMPLES.webhookId),
  owner: string('Service that owns the webhook.', 'console'),
  url: string(
    'URL that events are posted to. Its query is shown to nobody, since it may contain credentials.',
    'https://console.example/ledgerdesk',
  ),
  types: arrayOf(valueLike('TicketOpened'), 'Event types sent to the webhook. Empty: all.'),
  teams: nullable(arrayOf(valueLike('acme')), 'Teams whose events are sent to the webhook. Null: all.'),
  generation: integer('Number of the current secret, from 1.', 1),
  pausedAt: nullable(
    dateTime(),
    'Instant since which the webhook is paused and receives nothing. Null: it is not.',
    null,
  ),
};

const webhook = {
  ...registration,
  rotatedAt: nullable(dateTime(), 'Instant of the last secret rotation.', null),
  removed: nullable(enumOf(['removed', 'gone']), '`gone`: removed because the receiver responded with 410.', null),
};

const operatorDeliveryFields = {
  deliveryId: string('Id of the delivery.', EXAMPLES.deliveryId),
  webhookId: string('Id of the webhook.', EXAMPLES.webhookId),
  kind: enumOf(DELIVERY_KINDS, '`replay`: sent again by a replay. `test`: a sample event.'),
  type: nullable(
    { type: 'string', example: 'TicketOpened' },
    'Event type. Null for deliveries queued by version 0.1.0.',
  ),
  eventId: string('Id of the event, the `webhook-id` of the request.', EXAMPLES.eventId),
  ...messageStatusFields,
  lastAnswer: messageAnswer,
};
const deliveryFields = {
  ...operatorDeliveryFields,
  stream: string('Stream of the event. `sample-1` for `test`.', EXAMPLES.ticketStream),
  revision: integer('Revision of the event.', 0),
};
const operatorDelivery = objectOf<ReturnType<typeof toOperatorDelivery>>(operatorDeliveryFields);
const delivery = objectOf<ReturnType<typeof toDelivery>>(deliveryFields);

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
  OperatorDelivery: operatorDelivery,
  OperatorDeliveryPage: pageOf(operatorDelivery),
  OperatorDeliveryWithHistory: objectOf<ReturnType<typeof toOperatorDeliveryWithHistory>>({
    ...operatorDeliveryFields,
    history: messageHistory,
  }),
  DeliveryWithHistory: objectOf<ReturnType<typeof toDeliveryWithHistory>>({
    ...deliveryFields,
    history: messageHistory,
  }),
  WebhookEventTypes: itemsOf(
    objectOf<WebhookEventType>({
      type: { type: 'string', example: 'TicketOpened', description: 'Event type.' },
      version: integer('Version of newly recorded events. It increases when the fields of `data` change.', 1),
      masked: arrayOf(valueLike('subject'), 'Fields of `data` whose values are masked.'),
      sample: DELIVERY_REQUEST.DeliveryRequest,
    }),
  ),
  DeliveryPage: pageOf(delivery),
});
