import type { CommandEnvelope } from '@ledgerdesk/application';
import type { Outbox, OutboxMessage } from '@ledgerdesk/outbox';
import { WEBHOOK_CHANNELS } from '@ledgerdesk/processes';
import { Controller, Get, Inject, Param, Post, Query, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { outboxPage } from '../outbox/outbox-page.js';
import { replyWithMessage } from '../outbox/message-retries.js';
import { AllowedRoles } from '../platform/auth/access.js';
import { IdPipe } from '../platform/http/id.pipe.js';
import { mapPage, valueOrThrow } from '../platform/http/paging.js';
import { Problem } from '../platform/http/problem.js';
import { UnconditionalEnvelope } from '../platform/http/request-envelope.js';
import { ApiUnrecordedCommand } from '../platform/openapi/operations.js';
import { OUTBOX } from '../platform/tokens.js';
import { DeliveryRetries } from './delivery-retries.js';
import { toOperatorDelivery, toOperatorDeliveryWithHistory } from './delivery.view.js';
import { WebhookDeliveriesQuery } from './webhook.dto.js';
import { WEBHOOK_SCHEMAS } from './webhook.schemas.js';

/** The deliveries of all webhooks, for operators. */
@ApiTags('operator')
@Controller('v1/webhook-deliveries')
export class WebhookDeliveriesController {
  constructor(
    private readonly retries: DeliveryRetries,
    @Inject(OUTBOX) private readonly outbox: Outbox,
  ) {}

  @Get()
  @AllowedRoles(['operator'])
  @ApiOperation({
    operationId: 'listDeliveriesOfAllWebhooks',
    summary: 'List deliveries of all webhooks',
    description: 'Newest first.',
  })
  @ApiOkResponse({ schema: WEBHOOK_SCHEMAS.OperatorDeliveryPage })
  async list(@Query() { state, webhook: topic, ...page }: WebhookDeliveriesQuery) {
    const filter = { channel: WEBHOOK_CHANNELS, topic, state };
    return mapPage(valueOrThrow(await outboxPage(this.outbox, filter, page)), toOperatorDelivery);
  }

  @Get(':deliveryId')
  @AllowedRoles(['operator'])
  @ApiOperation({
    operationId: 'getDeliveryOfAnyWebhook',
    summary: 'Get a delivery of any webhook',
    description: 'With its attempts and what the receiver answered.',
  })
  @ApiOkResponse({ schema: WEBHOOK_SCHEMAS.OperatorDeliveryWithHistory })
  async one(@Param('deliveryId', IdPipe) deliveryId: string) {
    return toOperatorDeliveryWithHistory(await this.find(deliveryId));
  }

  @Post(':deliveryId/retry')
  @AllowedRoles(['operator'])
  @ApiUnrecordedCommand()
  @ApiOperation({
    operationId: 'retryDeliveryOfAnyWebhook',
    summary: 'Retry a delivery of any webhook',
    description: 'Only deliveries in state `dead`.',
  })
  @ApiCreatedResponse({ schema: WEBHOOK_SCHEMAS.OperatorDelivery })
  async retry(
    @UnconditionalEnvelope() envelope: CommandEnvelope,
    @Param('deliveryId', IdPipe) deliveryId: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const queued = await this.retries.retry(envelope, () => this.find(deliveryId));
    return toOperatorDelivery(replyWithMessage(reply, queued));
  }

  /** Throws Problem for a message that is not for a webhook. */
  private async find(deliveryId: string): Promise<OutboxMessage> {
    const found = await this.outbox.message(deliveryId);
    if (found && WEBHOOK_CHANNELS.some((channel) => channel === found.channel)) return found;
    throw new Problem(404, 'delivery-not-found', 'Delivery not found.');
  }
}
