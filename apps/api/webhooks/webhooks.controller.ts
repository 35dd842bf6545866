import {
  type CommandEnvelope,
  derivedId,
  type CommandInput,
  EngineClock,
  WebhookCommandMessage,
} from '@ledgerdesk/application';
import type { Webhook, WebhookCommand } from '@ledgerdesk/domain';
import type { Outbox } from '@ledgerdesk/outbox';
import { resumeDeliveries, signingSecret } from '@ledgerdesk/processes';
import { webhooksOf } from '@ledgerdesk/projections';
import type { RowReader } from '@ledgerdesk/read-store';
import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Patch, Post, Query, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { replyWith } from '../platform/http/reply-with.js';
import { IdPipe } from '../platform/http/id.pipe.js';
import { PageQuery, valueOrThrow } from '../platform/http/paging.js';
import { Envelope } from '../platform/http/request-envelope.js';
import { etagOf } from '../platform/http/revision.js';
import { AllowedRoles } from '../platform/auth/access.js';
import { CurrentCaller } from '../platform/auth/current-caller.js';
import type { Caller } from '../platform/auth/caller.js';
import { OUTBOX, ROWS, WEBHOOK_KEY } from '../platform/tokens.js';
import { OwnWebhooks } from './own-webhooks.js';
import { assertAllTeams, webhookTeams } from './webhook-teams.js';
import { toWebhook } from './webhook.view.js';
import { ReplayBody, WebhookBody, WebhookChangesBody } from './webhook.dto.js';
import { WEBHOOK_SCHEMAS } from './webhook.schemas.js';

/** Webhooks of a service. Deliveries are signed (Standard Webhooks) and retried for three days. */
@ApiTags('webhooks')
@Controller('v1/webhooks')
export class WebhooksController {
  constructor(
    private readonly commands: CommandBus,
    private readonly own: OwnWebhooks,
    private readonly clock: EngineClock,
    @Inject(OUTBOX) private readonly outbox: Outbox,
    @Inject(ROWS) private readonly rows: RowReader,
    @Inject(WEBHOOK_KEY) private readonly key: Uint8Array,
  ) {}

  @Post()
  @AllowedRoles(['service'], { scope: 'webhooks' })
  @ApiOperation({
    operationId: 'registerWebhook',
    summary: 'Register a webhook',
    description: 'Returns the secret that signs deliveries.',
  })
  @ApiCreatedResponse({ schema: WEBHOOK_SCHEMAS.WebhookWithSecret })
  async register(
    @CurrentCaller() caller: Caller,
    @Envelope() envelope: CommandEnvelope,
    @Body() { url, types = [], teams }: WebhookBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const webhookId = derivedId('webhook', envelope.commandId);
    await this.own.assertRoomFor(caller, webhookId);
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
  @ApiOperation({ operationId: 'listWebhooks', summary: 'List webhooks', description: 'Your own webhooks.' })
  @ApiOkResponse({ schema: WEBHOOK_SCHEMAS.WebhookPage })
  async list(@CurrentCaller() { actor }: Caller, @Query() page: PageQuery) {
    return valueOrThrow(await webhooksOf(this.rows, actor.id, page));
  }

  @Get(':webhookId')
  @AllowedRoles(['service'], { scope: 'webhooks' })
  @ApiOperation({
    operationId: 'getWebhook',
    summary: 'Get a webhook',
    description: 'Your own webhook, also one that was removed.',
  })
  @ApiOkResponse({ schema: WEBHOOK_SCHEMAS.Webhook })
  async one(
    @CurrentCaller() caller: Caller,
    @Param('webhookId', IdPipe) webhookId: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { webhook, revision } = await this.own.find(caller, webhookId);
    void reply.header('etag', etagOf(revision));
    return toWebhook(webhook);
  }

  @Patch(':webhookId')
  @AllowedRoles(['service'], { scope: 'webhooks' })
  @ApiOperation({
    operationId: 'changeWebhook',
    summary: 'Change a webhook',
    description:
      'Changes the URL, event types or teams from now on, or pauses the webhook. What is absent stays. Deliveries ' +
      'that wait are sent to the new URL; while the webhook is paused, they keep waiting.',
  })
  @ApiOkResponse({ schema: WEBHOOK_SCHEMAS.Webhook })
  async change(
    @CurrentCaller() caller: Caller,
    @Envelope() envelope: CommandEnvelope,
    @Param('webhookId', IdPipe) webhookId: string,
    @Body() { teams, ...changes }: WebhookChangesBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { webhook } = await this.own.find(caller, webhookId);
    const changesEvents = changes.url !== undefined || changes.types !== undefined;
    if (changesEvents && teams === undefined && webhook.teams === null) assertAllTeams(caller);
    const changed = await this.send(reply, envelope, webhookId, {
      type: 'ChangeWebhook',
      owner: caller.actor.id,
      ...changes,
      ...(teams && { teams: webhookTeams(teams, caller) }),
    });
    const isResumed = webhook.pausedAt !== null && changed.pausedAt === null;
    if (isResumed) await resumeDeliveries(this.outbox, webhookId, this.clock.now());
    return changed;
  }

  @Post(':webhookId/secrets')
  @AllowedRoles(['service'], { scope: 'webhooks' })
  @ApiOperation({
    operationId: 'rotateSecret',
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
    operationId: 'replayEvents',
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
  @ApiOperation({
    operationId: 'deleteWebhook',
    summary: 'Delete a webhook',
    description: 'Waiting and dead deliveries are deleted.',
  })
  @ApiOkResponse({ schema: WEBHOOK_SCHEMAS.Webhook })
  remove(
    @CurrentCaller() { actor }: Caller,
    @Envelope() envelope: CommandEnvelope,
    @Param('webhookId', IdPipe) webhookId: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.send(reply, envelope, webhookId, { type: 'RemoveWebhook', owner: actor.id });
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
