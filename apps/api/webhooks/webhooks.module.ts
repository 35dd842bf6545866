import { Module } from '@nestjs/common';
import { WebhooksController } from './webhooks.controller.js';

/** Webhooks and their deliveries, for services. */
@Module({
  controllers: [WebhooksController],
})
export class WebhooksModule {}
