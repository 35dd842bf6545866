import {
  type CommandEnvelope,
  CommandExecutor,
  derivedId,
  type CommandInput,
  WebhookCommandMessage,
} from '@ledgerdesk/application';
import { type Webhook, type WebhookCommand, webhookDecider } from '@ledgerdesk/domain';
import { webhookStream } from '@ledgerdesk/events';
import type { Outbox } from '@ledgerdesk/outbox';
import { signingSecret } from '@ledgerdesk/processes';
import { webhooksOf } from '@ledgerdesk/projections';
import type { RowReader } from '@ledgerdesk/read-store';
import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post, Query, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { replyWith } from '../platform/http/reply-with.js';
import { IdPipe } from '../platform/http/id.pipe.js';
import { MessageRetries } from '../outbox/message-retries.js';
import { outboxPage } from '../outbox/outbox-page.js';
import { PageQuery, mapPage, valueOrThrow } from '../platform/http/paging.js';
import { Problem } from '../platform/http/problem.js';
import { Envelope, UnconditionalEnvelope } from '../platform/http/request-envelope.js';
import { ApiUnrecordedCommand } from '../platform/openapi/operations.js';
import { AllowedRoles } from '../platform/auth/access.js';
import { CurrentCaller } from '../platform/auth/current-caller.js';
import type { Caller } from '../platform/auth/caller.js';
import { OUTBOX, ROWS, WEBHOOK_KEY } from '../platform/tokens.js';
import { toDelivery } from './delivery.view.js';
import { webhookTeams } from './webhook-teams.js';
import { toWebhook } from './webhook.view.js';
import { ReplayBody, WebhookBody } from './webhook.dto.js';
import { OutboxQuery } from '../outbox/outbox-query.dto.js';
import { WEBHOOK_SCHEMAS } from './webhook.schemas.js';

const webhookNotFound = (): Problem => new Problem(404, 'webhook-not-found', 'Webhook not found.');

/** Webhooks of a service. Deliveries are signed (Standard Webhooks) and retried for three days. */
@ApiTags('webhooks')
@Controller('v1/webhooks')
export class WebhooksController {
  constructor(
    private readonly commands: CommandBus,
    private readonly executor: CommandExecutor,
    private readonly retries: MessageRetries,
    @Inject(ROWS) private readonly rows: RowReader,
    @Inject(OUTBOX) private readonly outbox: Outbox,
    @Inject(WEBHOOK_KEY) private readonly key: Uint8Array,
  ) {}

  @Post()
  @AllowedRoles(['service'], { scope: 'webhooks' })
  @ApiOperation({ summary: 'Register a webhook', description: 'Returns the secret that signs deliveries.' })
  @ApiCreatedResponse({ schema: WEBHOOK_SCHEMAS.WebhookWithSecret })
  async register(
    @CurrentCaller() caller: Caller,
    @Envelope() envelope: CommandEnvelope,
    @Body() { url, types = [], teams }: WebhookBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const webhookId = derivedId('webhook', envelope.commandId);
    return this.withSecret(
      await this.send(reply, envelope, webhookId, {
        type: 'RegisterWebhook',
        webhookId,
        owner: caller.actor.id,
        url,
        types,
        teams: webhookTeams(teams, caller),
      }),
    );
  }

  @Get()
  @AllowedRoles(['service'], { reads: ['webhooks'], scope: 'webhooks' })
  @ApiOperation({ summary: 'List webhooks', description: 'Your own webhooks.' })
  @ApiOkResponse({ schema: WEBHOOK_SCHEMAS.WebhookPage })
  async list(@CurrentCaller() { actor }: Caller, @Query() page: PageQuery) {
    return valueOrThrow(await webhooksOf(this.rows, actor.id, page));
  }

  @Post(':webhookId/secrets')
  @AllowedRoles(['service'], { scope: 'webhooks' })
  @ApiOperation({
    summary: 'Rotate the secret',
    description: 'For 24 hours deliveries are signed with the old secret as well.',
  })
  @ApiCreatedResponse({ schema: WEBHOOK_SCHEMAS.WebhookWithSecret })
  async rotate(
    @CurrentCaller() { actor }: Caller,
    @Envelope() envelope: CommandEnvelope,
    @Param('webhookId', IdPipe) webhookId: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.withSecret(
      await this.send(reply, envelope, webhookId, { type: 'RotateWebhookSecret', owner: actor.id }),
    );
  }

  @Post(':webhookId/replays')
  @AllowedRoles(['service'], { scope: 'webhooks' })
  @ApiOperation({
    summary: 'Replay events',
    description: 'Sends the events after a position again, up to now. One replay at a time.',
  })
  @ApiCreatedResponse({ schema: WEBHOOK_SCHEMAS.Webhook })
  replay(
    @CurrentCaller() { actor }: Caller,
    @Envelope() envelope: CommandEnvelope,
    @Param('webhookId', IdPipe) webhookId: string,
    @Body() { after }: ReplayBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.send(reply, envelope, webhookId, { type: 'ReplayWebhook', owner: actor.id, after });
  }

  @Delete(':webhookId')
  @HttpCode(200)
  @AllowedRoles(['service'], { scope: 'webhooks' })
  @ApiOperation({ summary: 'Delete a webhook', description: 'Waiting and dead deliveries are deleted.' })
  @ApiOkResponse({ schema: WEBHOOK_SCHEMAS.Webhook })
  remove(
    @CurrentCaller() { actor }: Caller,
    @Envelope() envelope: CommandEnvelope,
    @Param('webhookId', IdPipe) webhookId: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.send(reply, envelope, webhookId, { type: 'RemoveWebhook', owner: actor.id });
  }

  @Get(':webhookId/deliveries')
  @AllowedRoles(['service'], { scope: 'webhooks' })
  @ApiOperation({ summary: 'List deliveries', description: 'Newest first.' })
  @ApiOkResponse({ schema: WEBHOOK_SCHEMAS.DeliveryPage })
  async deliveries(
    @CurrentCaller() caller: Caller,
    @Param('webhookId', IdPipe) webhookId: string,
    @Query() { state, ...page }: OutboxQuery,
  ) {
    await this.assertOwn(caller, webhookId);
    return mapPage(valueOrThrow(await outboxPage(this.outbox, { topic: webhookId, state }, page)), toDelivery);
  }

  @Post(':webhookId/deliveries/:deliveryId/retry')
  @AllowedRoles(['service'], { scope: 'webhooks' })
  @ApiUnrecordedCommand()
  @ApiOperation({ summary: 'Retry a delivery', description: 'Only deliveries in state `dead`.' })
  @ApiCreatedResponse({ schema: WEBHOOK_SCHEMAS.Delivery })
  async retry(
    @CurrentCaller() caller: Caller,
    @UnconditionalEnvelope() envelope: CommandEnvelope,
    @Param('webhookId', IdPipe) webhookId: string,
    @Param('deliveryId', IdPipe) deliveryId: string,
  ) {
    await this.assertOwn(caller, webhookId);
    const repeated = await this.retries.repeated(envelope);
    if (repeated) return toDelivery(repeated);
    const found = await this.outbox.message(deliveryId);
    if (found?.topic !== webhookId) throw new Problem(404, 'delivery-not-found', 'The webhook has no such delivery.');
    const requeued = await this.retries.retry(envelope, deliveryId);
    if (requeued) return toDelivery(requeued);
    throw new Problem(409, 'delivery-not-dead', `The delivery is ${found.state}. Only dead deliveries can be retried.`);
  }

  private async assertOwn({ actor }: Caller, webhookId: string): Promise<void> {
    const isForeign = ({ state }: { readonly state: Webhook | undefined }) => state?.owner !== actor.id;
    const viewed = this.executor.views.decide((read) => read(webhookDecider, webhookStream(webhookId)), isForeign);
    if (isForeign(await viewed)) throw webhookNotFound();
  }

  private async send(
    reply: FastifyReply,
    envelope: CommandEnvelope,
    webhookId: string,
    input: CommandInput<WebhookCommand>,
  ): Promise<Webhook> {
    return toWebhook(
      replyWith(reply, await this.commands.execute(new WebhookCommandMessage(envelope, webhookId, input))),
    );
  }

  private withSecret(webhook: Webhook) {
    return { ...webhook, secret: signingSecret(this.key, webhook.webhookId, webhook.generation) };
  }
}
