import { type CommandEnvelope, derivedId, PrivacyCommandMessage } from '@ledgerdesk/application';
import type { Outbox } from '@ledgerdesk/outbox';
import { mailsTo } from '@ledgerdesk/processes';
import {
  callbacksOfMember,
  chatsOfMember,
  erasures,
  type ErasureRow,
  inquiriesOfMember,
  isOpenStatus,
  ticketsOfMember,
} from '@ledgerdesk/projections';
import type { RowReader } from '@ledgerdesk/read-store';
import { Body, Controller, Get, HttpCode, Inject, Param, Post, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { AllowedRoles } from '../platform/auth/access.js';
import { IdPipe } from '../platform/http/id.pipe.js';
import { Problem } from '../platform/http/problem.js';
import { replyWith } from '../platform/http/reply-with.js';
import { Envelope } from '../platform/http/request-envelope.js';
import { ApiRepeatable } from '../platform/openapi/operations.js';
import type { UnreachedKeyBackup } from '../platform/platform.module.js';
import { OUTBOX, ROWS, UNREACHED_KEY_BACKUPS } from '../platform/tokens.js';
import { ClearText } from './clear-text.js';
import { SubjectBody } from './erasure.dto.js';
import { type ErasurePreview, toErasure, toRequestedErasure } from './erasure.view.js';
import { KnownSubjects } from './known-subjects.js';
import { PRIVACY_SCHEMAS } from './privacy.schemas.js';
import { subjectOf, teamOf } from './subject.js';

const countOf = async (items: AsyncIterable<unknown>): Promise<number> => {
  let count = 0;
  for await (const _ of items) count += 1;
  return count;
};

/** Erasures of personal data (GDPR, article 17). */
@ApiTags('operator')
@Controller('v1/privacy/erasures')
export class ErasuresController {
  constructor(
    private readonly commands: CommandBus,
    private readonly clearText: ClearText,
    private readonly subjects: KnownSubjects,
    @Inject(ROWS) private readonly rows: RowReader,
    @Inject(OUTBOX) private readonly outbox: Outbox,
    @Inject(UNREACHED_KEY_BACKUPS) private readonly unreachedKeyBackups: () => readonly UnreachedKeyBackup[],
  ) {}

  @Post('preview')
  @HttpCode(200)
  @AllowedRoles(['operator', 'service'], { scope: 'privacy:erase', isRead: true })
  @ApiRepeatable('Nothing is recorded.')
  @ApiOperation({
    operationId: 'previewErasure',
    summary: 'Preview an erasure',
    description: 'What the erasure of a person would touch. Nothing is recorded.',
  })
  @ApiOkResponse({ schema: PRIVACY_SCHEMAS.ErasurePreview })
  async preview(@Body() { kind, id }: SubjectBody): Promise<ErasurePreview> {
    const subject = subjectOf(kind, id);
    await this.subjects.assertKnown(subject);
    const erasable = !(await this.clearText.isHeldOf(subject));
    const none = { tickets: 0, openTickets: 0, chats: 0, callbacks: 0, inquiries: 0, mails: 0 };
    if (kind !== 'member') return { kind, id, erasable, ...none };
    const [teamId = '', requesterId = ''] = id.split('.');
    const member = { teamId, requesterId };
    let [tickets, openTickets] = [0, 0];
    for await (const { status } of ticketsOfMember(this.rows, member)) {
      tickets += 1;
      if (isOpenStatus(status)) openTickets += 1;
    }
    return {
      kind,
      id,
      erasable,
      tickets,
      openTickets,
      chats: await countOf(chatsOfMember(this.rows, member)),
      callbacks: await countOf(callbacksOfMember(this.rows, member)),
      inquiries: await countOf(inquiriesOfMember(this.rows, member)),
      mails: await countOf(mailsTo(this.outbox, id)),
    };
  }

  @Post()
  @AllowedRoles(['operator', 'service'], { scope: 'privacy:erase' })
  @ApiOperation({
    operationId: 'requestErasure',
    summary: 'Erase a person',
    description:
      'Ends the membership, closes open requests, destroys the key of the person, and deletes what is stored beside ' +
      'the log. It cannot be undone. A repeated request returns the erasure that there is.',
  })
  @ApiCreatedResponse({ schema: PRIVACY_SCHEMAS.RequestedErasure })
  async request(
    @Envelope() envelope: CommandEnvelope,
    @Body() { kind, id }: SubjectBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const subject = subjectOf(kind, id);
    const erasureId = derivedId('erasure', envelope.commandId);
    const input = { type: 'RequestErasure', erasureId, ...subject, teamId: teamOf(subject) } as const;
    const isInClear = await this.clearText.isHeldOf(subject);
    const message = new PrivacyCommandMessage(envelope, subject, input, isInClear);
    return toRequestedErasure(replyWith(reply, await this.commands.execute(message)));
  }

  @Get(':erasureId')
  @AllowedRoles(['operator', 'service'], { reads: [erasures.name], scope: 'privacy:erase' })
  @ApiOperation({
    operationId: 'getErasure',
    summary: 'Get an erasure',
    description: 'Whether it is completed, and which backups of keys the person may still be in.',
  })
  @ApiOkResponse({ schema: PRIVACY_SCHEMAS.Erasure })
  async one(@Param('erasureId', IdPipe) erasureId: string) {
    const row = await this.rows.get<ErasureRow>(erasures.name, erasureId);
    if (!row) throw new Problem(404, 'erasure-not-found', 'Erasure not found. Use the id of an erasure.');
    return toErasure(row, this.unreachedKeyBackups());
  }
}
