import { type CommandEnvelope, type CommandInput, MemberCommandMessage } from '@ledgerdesk/application';
import type { MemberCommand } from '@ledgerdesk/domain';
import { Body, Controller, Delete, Param, Patch, Post, Put, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { replyWith } from '../platform/http/reply-with.js';
import { IdPipe } from '../platform/http/id.pipe.js';
import { Envelope } from '../platform/http/request-envelope.js';
import { AllowedRoles } from '../platform/auth/access.js';
import { toMember } from './member.view.js';
import { AddMemberBody, ChampionBody, ChangeMemberBody, MemberStatusBody, RolesBody } from './member.dto.js';
import { MEMBER_SCHEMAS } from './member.schemas.js';

@ApiTags('operator')
@Controller('v1/teams/:teamId/members')
export class MembersController {
  constructor(private readonly commands: CommandBus) {}

  @Post()
  @AllowedRoles(['operator'])
  @ApiOperation({
    operationId: 'addMember',
    summary: 'Add a member',
    description: 'The member is active unless `status` is `invited` (E2), and an admin if `roles` is not empty (H1).',
  })
  @ApiCreatedResponse({ schema: MEMBER_SCHEMAS.Member })
  add(
    @Envelope() envelope: CommandEnvelope,
    @Param('teamId', IdPipe) teamId: string,
    @Body() body: AddMemberBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.send(reply, envelope, { type: 'AddMember', teamId, ...body });
  }

  @Put(':memberId/status')
  @AllowedRoles(['operator'])
  @ApiOperation({
    operationId: 'suspendOrActivateMember',
    summary: 'Suspend or activate a member',
    description: 'Also records that a member who was invited has joined. Suspended members have no support (E2).',
  })
  @ApiOkResponse({ schema: MEMBER_SCHEMAS.Member })
  status(
    @Envelope() envelope: CommandEnvelope,
    @Param('teamId', IdPipe) teamId: string,
    @Param('memberId', IdPipe) memberId: string,
    @Body() { status }: MemberStatusBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.send(reply, envelope, { type: 'SetMemberStatus', teamId, memberId, status });
  }

  @Patch(':memberId')
  @AllowedRoles(['operator'])
  @ApiOperation({
    operationId: 'changeMember',
    summary: 'Change a member',
    description:
      'Name, e-mail address, language, or whether the member is suspended (E2). Response clocks of the tickets run ' +
      'on. A name or address is recorded again even if it is the same. 409 if the membership has ended.',
  })
  @ApiOkResponse({ schema: MEMBER_SCHEMAS.Member })
  change(
    @Envelope() envelope: CommandEnvelope,
    @Param('teamId', IdPipe) teamId: string,
    @Param('memberId', IdPipe) memberId: string,
    @Body() body: ChangeMemberBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.send(reply, envelope, { type: 'ChangeMember', teamId, memberId, ...body });
  }

  @Put(':memberId/roles')
  @AllowedRoles(['operator'])
  @ApiOperation({
    operationId: 'assignAdminRoles',
    summary: 'Assign admin roles',
    description: 'Replaces all roles of the member.',
  })
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
  @ApiOperation({
    operationId: 'assignChampionLevel',
    summary: 'Assign a Champion level',
    description: 'Grants a personal add-on at no charge unless `premiumSupport` is false (C1–C3).',
  })
  @ApiOkResponse({ schema: MEMBER_SCHEMAS.Member })
  champion(
    @Envelope() envelope: CommandEnvelope,
    @Param('teamId', IdPipe) teamId: string,
    @Param('memberId', IdPipe) memberId: string,
    @Body() body: ChampionBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.send(reply, envelope, { type: 'NameChampion', teamId, memberId, ...body });
  }

  @Delete(':memberId/champion')
  @AllowedRoles(['operator'])
  @ApiOperation({
    operationId: 'withdrawChampionLevel',
    summary: 'Withdraw a Champion level',
    description: 'Response targets of existing tickets do not change (C1, E11).',
  })
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
  @ApiOperation({
    operationId: 'deactivateMember',
    summary: 'Deactivate a member',
    description: 'Ends the membership and access to support permanently (E2). Tickets and messages remain.',
  })
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
