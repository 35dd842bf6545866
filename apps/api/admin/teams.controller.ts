import { type CommandEnvelope, ToTeam } from '@ledgerdesk/application';
import { Body, Controller, Param, Post, Put, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Answers } from '../platform/openapi/schemas.js';
import { stateAfter } from '../platform/http/answer.js';
import { IdPipe } from '../platform/http/id.pipe.js';
import { Enveloped } from '../platform/http/request-envelope.js';
import { OpenTo } from '../platform/auth/access.js';
import { AccountManagerBody, ProductsBody, RegisterTeamBody } from './operator.dto.js';

@ApiTags('operator')
@Controller('v1/teams')
export class TeamsController {
  constructor(private readonly commands: CommandBus) {}

  @Post()
  @OpenTo(['operator'])
  @ApiOperation({ summary: 'Register a team account (P1).' })
  @Answers(201, 'Team')
  async register(
    @Enveloped() envelope: CommandEnvelope,
    @Body() body: RegisterTeamBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const accountManager = body.accountManager ?? null;
    const command = new ToTeam(envelope, body.teamId, {
      type: 'RegisterTeam',
      ...body,
      billing: { ...body.billing },
      accountManager,
    });
    return stateAfter(reply, await this.commands.execute(command));
  }

  @Put(':teamId/products')
  @OpenTo(['operator'])
  @ApiOperation({ summary: 'Change which products a team uses (R2, D6).' })
  @Answers(200, 'Team')
  async products(
    @Enveloped() envelope: CommandEnvelope,
    @Param('teamId', IdPipe) teamId: string,
    @Body() body: ProductsBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const command = new ToTeam(envelope, teamId, { type: 'ChangeTeamProducts', teamId, products: body.products });
    return stateAfter(reply, await this.commands.execute(command));
  }

  @Put(':teamId/account-manager')
  @OpenTo(['operator'])
  @ApiOperation({ summary: 'Give a team an account manager, or none (P4).' })
  @Answers(200, 'Team')
  async accountManager(
    @Enveloped() envelope: CommandEnvelope,
    @Param('teamId', IdPipe) teamId: string,
    @Body() body: AccountManagerBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const command = new ToTeam(envelope, teamId, {
      type: 'AssignAccountManager',
      teamId,
      accountManager: body.accountManager ?? null,
    });
    return stateAfter(reply, await this.commands.execute(command));
  }
}
