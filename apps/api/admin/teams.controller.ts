import { type CommandEnvelope, TeamCommandMessage } from '@ledgerdesk/application';
import { Body, Controller, Param, Patch, Post, Put, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { replyWith } from '../platform/http/reply-with.js';
import { IdPipe } from '../platform/http/id.pipe.js';
import { Envelope } from '../platform/http/request-envelope.js';
import { AllowedRoles } from '../platform/auth/access.js';
import { toTeam } from './team.view.js';
import { AccountManagerBody, ChangeTeamBody, ProductsBody, RegisterTeamBody } from './team.dto.js';
import { TEAM_SCHEMAS } from './team.schemas.js';

@ApiTags('operator')
@Controller('v1/teams')
export class TeamsController {
  constructor(private readonly commands: CommandBus) {}

  @Post()
  @AllowedRoles(['operator'])
  @ApiOperation({ operationId: 'registerTeam', summary: 'Register a team', description: 'Requirement P1.' })
  @ApiCreatedResponse({ schema: TEAM_SCHEMAS.Team })
  async register(
    @Envelope() envelope: CommandEnvelope,
    @Body() body: RegisterTeamBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const accountManager = body.accountManager ?? null;
    const command = new TeamCommandMessage(envelope, body.teamId, {
      type: 'RegisterTeam',
      ...body,
      billing: { ...body.billing },
      accountManager,
    });
    return toTeam(replyWith(reply, await this.commands.execute(command)));
  }

  @Patch(':teamId')
  @AllowedRoles(['operator'])
  @ApiOperation({
    operationId: 'changeTeam',
    summary: 'Change a team',
    description:
      'Name, self-service, time zone, seats or billing interval. The last three decide what an add-on costs, and ' +
      'cannot be changed while the team has one (P9).',
  })
  @ApiOkResponse({ schema: TEAM_SCHEMAS.Team })
  async change(
    @Envelope() envelope: CommandEnvelope,
    @Param('teamId', IdPipe) teamId: string,
    @Body() body: ChangeTeamBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const command = new TeamCommandMessage(envelope, teamId, { type: 'ChangeTeam', teamId, ...body });
    return toTeam(replyWith(reply, await this.commands.execute(command)));
  }

  @Put(':teamId/products')
  @AllowedRoles(['operator'])
  @ApiOperation({
    operationId: 'changeProductsOfTeam',
    summary: 'Change the products of a team',
    description: 'Requirements R2, D6.',
  })
  @ApiOkResponse({ schema: TEAM_SCHEMAS.Team })
  async products(
    @Envelope() envelope: CommandEnvelope,
    @Param('teamId', IdPipe) teamId: string,
    @Body() body: ProductsBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const command = new TeamCommandMessage(envelope, teamId, {
      type: 'ChangeTeamProducts',
      teamId,
      products: body.products,
    });
    return toTeam(replyWith(reply, await this.commands.execute(command)));
  }

  @Put(':teamId/account-manager')
  @AllowedRoles(['operator'])
  @ApiOperation({
    operationId: 'assignAccountManager',
    summary: 'Assign an account manager',
    description: 'Requirement P4.',
  })
  @ApiOkResponse({ schema: TEAM_SCHEMAS.Team })
  async accountManager(
    @Envelope() envelope: CommandEnvelope,
    @Param('teamId', IdPipe) teamId: string,
    @Body() body: AccountManagerBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const command = new TeamCommandMessage(envelope, teamId, {
      type: 'AssignAccountManager',
      teamId,
      accountManager: body.accountManager ?? null,
    });
    return toTeam(replyWith(reply, await this.commands.execute(command)));
  }
}
