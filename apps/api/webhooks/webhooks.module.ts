import { Module } from '@nestjs/common';
import { MessageRetries } from '../outbox/message-retries.js';
import { WebhooksController } from './webhooks.controller.js';

/** Webhooks and their deliveries, for services. */
@Module({
  controllers: [WebhooksController],
  providers: [MessageRetries],
})
export class WebhooksModule {}
