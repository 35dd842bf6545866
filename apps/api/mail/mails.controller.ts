import { type CommandEnvelope, LOG_VIEW, type ViewedLog } from '@ledgerdesk/application';
import type { Outbox, OutboxMessage } from '@ledgerdesk/outbox';
import { MAIL_CHANNEL, parseMailPayload, maskedAddress } from '@ledgerdesk/processes';
import { Controller, Get, Inject, Param, Post, Query, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { IdPipe } from '../platform/http/id.pipe.js';
import { UnconditionalEnvelope } from '../platform/http/request-envelope.js';
import { ApiUnrecordedCommand } from '../platform/openapi/operations.js';
import { MessageRetries, replyWithMessage } from '../outbox/message-retries.js';
import { outboxPage } from '../outbox/outbox-page.js';
import { valueOrThrow } from '../platform/http/paging.js';
import { Problem } from '../platform/http/problem.js';
import { AllowedRoles } from '../platform/auth/access.js';
import { OUTBOX } from '../platform/tokens.js';
import { OutboxQuery } from '../outbox/outbox-query.dto.js';
import { toMail, toMailWithHistory } from './mail.view.js';
import { MAIL_SCHEMAS } from './mail.schemas.js';

/** Mails to members, for operators. */
@ApiTags('operator')
@Controller('v1/mails')
export class MailsController {
  constructor(
    private readonly retries: MessageRetries,
    @Inject(LOG_VIEW) private readonly log: ViewedLog,
    @Inject(OUTBOX) private readonly outbox: Outbox,
  ) {}

  @Get()
  @AllowedRoles(['operator', 'service'], { scope: 'mails' })
  @ApiOperation({
    operationId: 'listMails',
    summary: 'List mails',
    description: 'Mails to members, newest first. Addresses show the domain only.',
  })
  @ApiOkResponse({ schema: MAIL_SCHEMAS.MailPage })
  async list(@Query() { state, ...page }: OutboxQuery) {
    const { items, ...next } = valueOrThrow(await outboxPage(this.outbox, { channel: MAIL_CHANNEL, state }, page));
    return { items: await Promise.all(items.map((message) => this.toMail(message))), ...next };
  }

  @Get(':mailId')
  @AllowedRoles(['operator', 'service'], { scope: 'mails' })
  @ApiOperation({
    operationId: 'getMail',
    summary: 'Get a mail',
    description: 'With its attempts. The address shows the domain only.',
  })
  @ApiOkResponse({ schema: MAIL_SCHEMAS.MailWithHistory })
  async one(@Param('mailId', IdPipe) mailId: string) {
    const found = await this.find(mailId);
    return toMailWithHistory(found, await this.addressOf(found));
  }

  @Post(':mailId/retry')
  @AllowedRoles(['operator', 'service'], { scope: 'mails' })
  @ApiUnrecordedCommand()
  @ApiOperation({ operationId: 'retryMail', summary: 'Retry a mail', description: 'Only mails in state `dead`.' })
  @ApiCreatedResponse({ schema: MAIL_SCHEMAS.Mail })
  async retry(
    @UnconditionalEnvelope() envelope: CommandEnvelope,
    @Param('mailId', IdPipe) mailId: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const repeated = await this.retries.repeated(envelope);
    if (repeated) return this.toMail(replyWithMessage(reply, repeated));
    const found = await this.find(mailId);
    const requeued = await this.retries.retry(envelope, mailId);
    if (requeued) return this.toMail(replyWithMessage(reply, requeued));
    throw new Problem(409, 'mail-not-dead', `The mail is ${found.state}. Only dead mails can be retried.`);
  }

  private async toMail(message: OutboxMessage) {
    return toMail(message, await this.addressOf(message));
  }

  private addressOf({ payload }: OutboxMessage): Promise<string | null> {
    const { teamId, memberId } = parseMailPayload(payload);
    return maskedAddress(this.log, teamId, memberId);
  }

  /** Throws Problem for a message that is not a mail. */
  private async find(mailId: string): Promise<OutboxMessage> {
    const found = await this.outbox.message(mailId);
    if (found?.channel === MAIL_CHANNEL) return found;
    throw new Problem(404, 'mail-not-found', 'Mail not found.');
  }
}
