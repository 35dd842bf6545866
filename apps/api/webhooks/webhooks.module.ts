import { Module } from '@nestjs/common';
import { MessageRetries } from '../outbox/message-retries.js';
import { DeliveriesController } from './deliveries.controller.js';
import { DeliveryRetries } from './delivery-retries.js';
import { OwnWebhooks } from './own-webhooks.js';
import { WebhookDeliveriesController } from './webhook-deliveries.controller.js';
import { WebhookEventTypesController } from './webhook-event-types.controller.js';
import { WebhooksController } from './webhooks.controller.js';

/** Webhooks and their deliveries, for services; deliveries of all webhooks, for operators. */
@Module({
  controllers: [WebhooksController, DeliveriesController, WebhookDeliveriesController, WebhookEventTypesController],
  providers: [MessageRetries, DeliveryRetries, OwnWebhooks],
})
export class WebhooksModule {}
