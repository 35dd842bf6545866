import { type CommandEnvelope, EngineClock } from '@ledgerdesk/application';
import { type Webhook, webhookPaused } from '@ledgerdesk/domain';
import { WEBHOOK_EVENT_TYPES } from '@ledgerdesk/events';
import type { Outbox, OutboxMessage } from '@ledgerdesk/outbox';
import { isTest, parseDeliveryPayload, resentMessage, TEST_CHANNEL, testMessage } from '@ledgerdesk/processes';
import { Body, Controller, Get, Inject, Param, Post, Query, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { MessageRetries, replyWithMessage } from '../outbox/message-retries.js';
import { outboxPage } from '../outbox/outbox-page.js';
import { OutboxQuery } from '../outbox/outbox-query.dto.js';
import { AllowedRoles } from '../platform/auth/access.js';
import type { Caller } from '../platform/auth/caller.js';
import { CurrentCaller } from '../platform/auth/current-caller.js';
import { IdPipe } from '../platform/http/id.pipe.js';
import { mapPage, valueOrThrow } from '../platform/http/paging.js';
import { Problem, problemOf } from '../platform/http/problem.js';
import { UnconditionalEnvelope } from '../platform/http/request-envelope.js';
import { ApiUnrecordedCommand } from '../platform/openapi/operations.js';
import { OUTBOX } from '../platform/tokens.js';
import { DeliveryRetries } from './delivery-retries.js';
import { toDelivery, toDeliveryWithHistory } from './delivery.view.js';
import { OwnWebhooks, webhookNotFound } from './own-webhooks.js';
import { TestBody } from './webhook.dto.js';
import { WEBHOOK_SCHEMAS } from './webhook.schemas.js';

/** The type of a test event: as requested, or one that the webhook receives. Throws Problem for an unknown one. */
const testType = ({ types }: Webhook, requested: string | undefined): string => {
  const type = requested ?? types[0] ?? 'TicketOpened';
  if (WEBHOOK_EVENT_TYPES.includes(type)) return type;
  throw new Problem(400, 'unknown-event-type', `Unknown event type '${type}'. Use one of the documented types.`);
};

/** Deliveries of a webhook that wait, with which another test or replay of one is refused. */
const testRunning = {
  count: 1,
  problem: () =>
    new Problem(409, 'test-running', 'A test of this webhook is running. Retry when its delivery has ended.'),
};
const deliveriesWaiting = {
  count: 1_000,
  problem: () =>
    new Problem(409, 'deliveries-waiting', 'Too many deliveries of this webhook wait. Retry when some have ended.'),
};

/** Throws Problem for a webhook that was removed. */
const assertActive = ({ removed }: Webhook): void => {
  if (removed !== null) throw webhookNotFound();
};

/** The deliveries of a service's webhooks. */
@ApiTags('webhooks')
@Controller('v1/webhooks/:webhookId')
export class DeliveriesController {
  constructor(
    private readonly own: OwnWebhooks,
    private readonly retries: DeliveryRetries,
    private readonly messages: MessageRetries,
    private readonly clock: EngineClock,
    @Inject(OUTBOX) private readonly outbox: Outbox,
  ) {}

  @Get('deliveries')
  @AllowedRoles(['service'], { scope: 'webhooks' })
  @ApiOperation({
    operationId: 'listDeliveries',
    summary: 'List deliveries',
    description: 'Newest first, with the answer to the last attempt.',
  })
  @ApiOkResponse({ schema: WEBHOOK_SCHEMAS.DeliveryPage })
  async list(
    @CurrentCaller() caller: Caller,
    @Param('webhookId', IdPipe) webhookId: string,
    @Query() { state, ...page }: OutboxQuery,
  ) {
    await this.own.find(caller, webhookId);
    return mapPage(valueOrThrow(await outboxPage(this.outbox, { topic: webhookId, state }, page)), toDelivery);
  }

  @Get('deliveries/:deliveryId')
  @AllowedRoles(['service'], { scope: 'webhooks' })
  @ApiOperation({
    operationId: 'getDelivery',
    summary: 'Get a delivery',
    description: 'With its attempts and what the receiver answered.',
  })
  @ApiOkResponse({ schema: WEBHOOK_SCHEMAS.DeliveryWithHistory })
  async one(
    @CurrentCaller() caller: Caller,
    @Param('webhookId', IdPipe) webhookId: string,
    @Param('deliveryId', IdPipe) deliveryId: string,
  ) {
    await this.own.find(caller, webhookId);
    return toDeliveryWithHistory(await this.find(webhookId, deliveryId));
  }

  @Post('deliveries/:deliveryId/retry')
  @AllowedRoles(['service'], { scope: 'webhooks' })
  @ApiUnrecordedCommand()
  @ApiOperation({
    operationId: 'retryDelivery',
    summary: 'Retry a delivery',
    description: 'Only deliveries in state `dead`.',
  })
  @ApiCreatedResponse({ schema: WEBHOOK_SCHEMAS.Delivery })
  async retry(
    @CurrentCaller() caller: Caller,
    @UnconditionalEnvelope() envelope: CommandEnvelope,
    @Param('webhookId', IdPipe) webhookId: string,
    @Param('deliveryId', IdPipe) deliveryId: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    await this.own.find(caller, webhookId);
    const queued = await this.retries.retry(envelope, () => this.find(webhookId, deliveryId));
    return toDelivery(replyWithMessage(reply, queued));
  }

  @Post('deliveries/:deliveryId/replay')
  @AllowedRoles(['service'], { scope: 'webhooks' })
  @ApiUnrecordedCommand()
  @ApiOperation({
    operationId: 'replayDelivery',
    summary: 'Replay a delivery',
    description: 'Sends its event again, in any state, as a new delivery with the same `webhook-id`.',
  })
  @ApiCreatedResponse({ schema: WEBHOOK_SCHEMAS.Delivery })
  async replay(
    @CurrentCaller() caller: Caller,
    @UnconditionalEnvelope() envelope: CommandEnvelope,
    @Param('webhookId', IdPipe) webhookId: string,
    @Param('deliveryId', IdPipe) deliveryId: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { webhook } = await this.own.find(caller, webhookId);
    const repeated = await this.messages.repeated(envelope);
    if (repeated) return toDelivery(replyWithMessage(reply, repeated));
    const found = await this.find(webhookId, deliveryId);
    assertActive(webhook);
    if (webhook.pausedAt !== null && !isTest(parseDeliveryPayload(found.payload))) throw problemOf(webhookPaused);
    const message = resentMessage(found, envelope.commandId, this.clock.now());
    await this.assertRoomFor(message);
    return toDelivery(replyWithMessage(reply, await this.messages.queue(envelope, message)));
  }

  @Post('tests')
  @AllowedRoles(['service'], { scope: 'webhooks' })
  @ApiUnrecordedCommand()
  @ApiOperation({
    operationId: 'sendTestEvent',
    summary: 'Send a test event',
    description:
      'Sends a sample event, signed like any other and with `"test": true`, once. Its delivery shows the answer. ' +
      'Also while the webhook is paused.',
  })
  @ApiCreatedResponse({ schema: WEBHOOK_SCHEMAS.Delivery })
  async test(
    @CurrentCaller() caller: Caller,
    @UnconditionalEnvelope() envelope: CommandEnvelope,
    @Param('webhookId', IdPipe) webhookId: string,
    @Body() { type }: TestBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { webhook } = await this.own.find(caller, webhookId);
    const repeated = await this.messages.repeated(envelope);
    if (repeated) return toDelivery(replyWithMessage(reply, repeated));
    assertActive(webhook);
    const message = testMessage(webhookId, testType(webhook, type), envelope.commandId, this.clock.now());
    await this.assertRoomFor(message);
    return toDelivery(replyWithMessage(reply, await this.messages.queue(envelope, message)));
  }

  /** Throws Problem while a test of the webhook runs, or too many other deliveries wait. */
  private async assertRoomFor({ channel, topic }: Pick<OutboxMessage, 'channel' | 'topic'>): Promise<void> {
    const refused = channel === TEST_CHANNEL ? testRunning : deliveriesWaiting;
    if (await this.outbox.hasWaiting(channel, topic, refused.count)) throw refused.problem();
  }

  /** Throws Problem for a delivery of another webhook. */
  private async find(webhookId: string, deliveryId: string): Promise<OutboxMessage> {
    const found = await this.outbox.message(deliveryId);
    if (found?.topic === webhookId) return found;
    throw new Problem(404, 'delivery-not-found', 'The webhook has no such delivery.');
  }
}
