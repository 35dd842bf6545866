import { type CommandEnvelope, EngineClock, TeamCommandMessage } from '@ledgerdesk/application';
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
  constructor(
    private readonly commands: CommandBus,
    private readonly clock: EngineClock,
  ) {}

  @Post()
  @AllowedRoles(['operator'])
  @ApiOperation({ operationId: 'registerTeam', summary: 'Register a team', description: 'Requirement P1.' })
  @ApiCreatedResponse({ schema: TEAM_SCHEMAS.Team })
  register(
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
    return this.send(reply, command);
  }

  @Patch(':teamId')
  @AllowedRoles(['operator'])
  @ApiOperation({
    operationId: 'changeTeam',
    summary: 'Change a team',
    description:
      'Name, self-service, time zone, seats or billing interval. While the team has an add-on, another zone or ' +
      'interval is billed from the renewal (P9, P10), and seats are changed by a quote and its confirmation (P8).',
  })
  @ApiOkResponse({ schema: TEAM_SCHEMAS.Team })
  change(
    @Envelope() envelope: CommandEnvelope,
    @Param('teamId', IdPipe) teamId: string,
    @Body() body: ChangeTeamBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const command = new TeamCommandMessage(envelope, teamId, { type: 'ChangeTeam', teamId, ...body });
    return this.send(reply, command);
  }

  @Put(':teamId/products')
  @AllowedRoles(['operator'])
  @ApiOperation({
    operationId: 'changeProductsOfTeam',
    summary: 'Change the products of a team',
    description: 'Requirements R2, D6.',
  })
  @ApiOkResponse({ schema: TEAM_SCHEMAS.Team })
  products(
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
    return this.send(reply, command);
  }

  @Put(':teamId/account-manager')
  @AllowedRoles(['operator'])
  @ApiOperation({
    operationId: 'assignAccountManager',
    summary: 'Assign an account manager',
    description: 'Requirement P4.',
  })
  @ApiOkResponse({ schema: TEAM_SCHEMAS.Team })
  accountManager(
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
    return this.send(reply, command);
  }

  private async send(reply: FastifyReply, command: TeamCommandMessage) {
    return toTeam(replyWith(reply, await this.commands.execute(command)), this.clock.now());
  }
}
