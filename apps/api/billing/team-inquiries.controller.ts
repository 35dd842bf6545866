import { type CommandEnvelope, derivedId, MemberAccess, TeamCommandMessage } from '@ledgerdesk/application';
import { NAME_MODELS, namesOf, ownInquiries } from '@ledgerdesk/projections';
import type { RowReader } from '@ledgerdesk/read-store';
import { Body, Controller, Get, Inject, Param, Post, Query, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { AllowedRoles } from '../platform/auth/access.js';
import { CurrentMember } from '../platform/auth/current-caller.js';
import type { MemberRef } from '../platform/auth/caller.js';
import { IdPipe } from '../platform/http/id.pipe.js';
import { mapPage, PageQuery, valueOrThrow } from '../platform/http/paging.js';
import { replyWith } from '../platform/http/reply-with.js';
import { Envelope } from '../platform/http/request-envelope.js';
import { ROWS } from '../platform/tokens.js';
import { InquiryBody, InquiryClosureBody } from './billing.dto.js';
import { assertOwnTeam } from './billing-access.js';
import { BILLING_SCHEMAS } from './billing.schemas.js';
import { toNamedInquiry } from './inquiry.view.js';

/** P3: the contact form to sales, for every active member of a team. */
@ApiTags('billing')
@Controller('v1/teams/:teamId/add-on-inquiries')
export class TeamInquiriesController {
  constructor(
    private readonly commands: CommandBus,
    private readonly access: MemberAccess,
    @Inject(ROWS) private readonly rows: RowReader,
  ) {}

  @Post()
  @AllowedRoles(['member', 'service'])
  @ApiOperation({
    operationId: 'sendInquiry',
    summary: 'Send an inquiry to sales',
    description: 'For every active member of the team, regardless of roles (P3).',
  })
  @ApiCreatedResponse({ schema: BILLING_SCHEMAS.Inquiry })
  async inquire(
    @CurrentMember() member: MemberRef,
    @Envelope() envelope: CommandEnvelope,
    @Param('teamId', IdPipe) teamId: string,
    @Body() body: InquiryBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    assertOwnTeam(member, teamId);
    const inquiryId = derivedId('inquiry', envelope.commandId);
    const { memberId } = member;
    const input = { type: 'InquireAddOn' as const, inquiryId, memberId, ...body };
    replyWith(reply, await this.commands.execute(new TeamCommandMessage(envelope, teamId, input)));
    return { inquiryId, teamId, product: body.product };
  }

  @Get()
  @AllowedRoles(['member', 'service'], { reads: ['add-on-inquiries', ...NAME_MODELS] })
  @ApiOperation({
    operationId: 'listOwnInquiries',
    summary: 'List your inquiries',
    description: 'With what became of them, newest first (P3).',
  })
  @ApiOkResponse({ schema: BILLING_SCHEMAS.InquiryPage })
  async list(@CurrentMember() member: MemberRef, @Param('teamId', IdPipe) teamId: string, @Query() page: PageQuery) {
    assertOwnTeam(member, teamId);
    valueOrThrow(await this.access.activeMember(teamId, member.memberId));
    const own = valueOrThrow(await ownInquiries(this.rows, member, page));
    const names = await namesOf(this.rows, { teams: [teamId], members: [member] });
    return mapPage(own, (inquiry) => toNamedInquiry(inquiry, names));
  }

  @Post(':inquiryId/closure')
  @AllowedRoles(['sales'])
  @ApiOperation({
    operationId: 'closeInquiryWithoutSale',
    summary: 'Close an inquiry without a sale',
    description: 'A purchase completes an inquiry instead, if it names it (P3).',
  })
  @ApiCreatedResponse({ schema: BILLING_SCHEMAS.ClosedInquiry })
  async close(
    @Envelope() envelope: CommandEnvelope,
    @Param('teamId', IdPipe) teamId: string,
    @Param('inquiryId', IdPipe) inquiryId: string,
    @Body() { reason }: InquiryClosureBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const input = { type: 'CloseInquiry' as const, inquiryId, reason };
    replyWith(reply, await this.commands.execute(new TeamCommandMessage(envelope, teamId, input)));
    return { inquiryId, teamId, state: 'closed' as const };
  }
}
