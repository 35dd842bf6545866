import { type CommandEnvelope, type CommandInput, MemberCommandMessage } from '@ledgerdesk/application';
import type { MemberCommand } from '@ledgerdesk/domain';
import { Body, Controller, Delete, Param, Post, Put, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { replyWith } from '../platform/http/reply-with.js';
import { IdPipe } from '../platform/http/id.pipe.js';
import { Envelope } from '../platform/http/request-envelope.js';
import { AllowedRoles } from '../platform/auth/access.js';
import { toMember } from './member.view.js';
import { AddMemberBody, ChampionBody, RolesBody } from './member.dto.js';
import { MEMBER_SCHEMAS } from './member.schemas.js';

@ApiTags('operator')
@Controller('v1/teams/:teamId/members')
export class MembersController {
  constructor(private readonly commands: CommandBus) {}

  @Post()
  @AllowedRoles(['operator'])
  @ApiOperation({ summary: 'Add an active member (E2), an admin if given roles (H1).' })
  @ApiCreatedResponse({ schema: MEMBER_SCHEMAS.Member })
  add(
    @Envelope() envelope: CommandEnvelope,
    @Param('teamId', IdPipe) teamId: string,
    @Body() body: AddMemberBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.send(reply, envelope, { type: 'AddMember', teamId, ...body });
  }

  @Put(':memberId/roles')
  @AllowedRoles(['operator'])
  @ApiOperation({ summary: 'Assign admin roles; an empty list takes all away.' })
  @ApiOkResponse({ schema: MEMBER_SCHEMAS.Member })
  roles(
    @Envelope() envelope: CommandEnvelope,
    @Param('teamId', IdPipe) teamId: string,
    @Param('memberId', IdPipe) memberId: string,
    @Body() body: RolesBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.send(reply, envelope, { type: 'AssignAdminRoles', teamId, memberId, roles: body.roles });
  }

  @Put(':memberId/champion')
  @AllowedRoles(['operator'])
  @ApiOperation({ summary: 'Name a Champion (C1–C3).' })
  @ApiOkResponse({ schema: MEMBER_SCHEMAS.Member })
  champion(
    @Envelope() envelope: CommandEnvelope,
    @Param('teamId', IdPipe) teamId: string,
    @Param('memberId', IdPipe) memberId: string,
    @Body() body: ChampionBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.send(reply, envelope, { type: 'NameChampion', teamId, memberId, level: body.level });
  }

  @Delete(':memberId/champion')
  @AllowedRoles(['operator'])
  @ApiOperation({ summary: 'Take back that a member is a Champion (C1); what tickets were promised stays (E11).' })
  @ApiOkResponse({ schema: MEMBER_SCHEMAS.Member })
  noChampion(
    @Envelope() envelope: CommandEnvelope,
    @Param('teamId', IdPipe) teamId: string,
    @Param('memberId', IdPipe) memberId: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.send(reply, envelope, { type: 'WithdrawChampion', teamId, memberId });
  }

  @Delete(':memberId')
  @AllowedRoles(['operator'])
  @ApiOperation({ summary: 'End a membership (E2). What was written stays.' })
  @ApiOkResponse({ schema: MEMBER_SCHEMAS.Member })
  deactivate(
    @Envelope() envelope: CommandEnvelope,
    @Param('teamId', IdPipe) teamId: string,
    @Param('memberId', IdPipe) memberId: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.send(reply, envelope, { type: 'DeactivateMember', teamId, memberId });
  }

  private async send(reply: FastifyReply, envelope: CommandEnvelope, input: CommandInput<MemberCommand>) {
    return toMember(
      replyWith(
        reply,
        await this.commands.execute(new MemberCommandMessage(envelope, input.teamId, input.memberId, input)),
      ),
    );
  }
}
