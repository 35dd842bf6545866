import {
  type CommandEnvelope,
  EngineClock,
  type PolicyTimeline,
  POLICIES,
  AgentCommandMessage,
} from '@ledgerdesk/application';
import type { Agent } from '@ledgerdesk/domain';
import { Body, Controller, Inject, Param, Patch, Post, Put, Res, UseInterceptors } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { replyWith } from '../platform/http/reply-with.js';
import { IdPipe } from '../platform/http/id.pipe.js';
import { Envelope } from '../platform/http/request-envelope.js';
import { AllowedRoles } from '../platform/auth/access.js';
import { toAgent } from './agent.view.js';
import { AvailabilityBody, ChangeAgentBody, RegisterAgentBody } from './agent.dto.js';
import { HeartbeatInterceptor } from './heartbeat.interceptor.js';
import { AGENT_SCHEMAS } from './agent.schemas.js';

@ApiTags('agent')
@Controller('v1/desk')
@UseInterceptors(HeartbeatInterceptor)
export class AgentsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly clock: EngineClock,
    @Inject(POLICIES) private readonly policies: PolicyTimeline,
  ) {}

  @Post('agents')
  @AllowedRoles(['operator'])
  @ApiOperation({
    operationId: 'registerAgent',
    summary: 'Register an agent',
    description: 'Languages, products and live channels of the agent.',
  })
  @ApiCreatedResponse({ schema: AGENT_SCHEMAS.Agent })
  async register(
    @Envelope() envelope: CommandEnvelope,
    @Body() body: RegisterAgentBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.toAgent(
      replyWith(
        reply,
        await this.commands.execute(
          new AgentCommandMessage(envelope, body.agentId, { type: 'RegisterAgent', ...body }),
        ),
      ),
    );
  }

  @Patch('agents/:agentId')
  @AllowedRoles(['operator'])
  @ApiOperation({
    operationId: 'changeAgent',
    summary: 'Change an agent',
    description:
      'Name, languages, products, or whether the agent is retired. Tickets stay assigned to a retired agent, and a ' +
      'chat or call in progress is finished. A name is recorded again even if it is the same.',
  })
  @ApiOkResponse({ schema: AGENT_SCHEMAS.Agent })
  async change(
    @Envelope() envelope: CommandEnvelope,
    @Param('agentId', IdPipe) agentId: string,
    @Body() body: ChangeAgentBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const command = new AgentCommandMessage(envelope, agentId, { type: 'ChangeAgent', ...body });
    return this.toAgent(replyWith(reply, await this.commands.execute(command)));
  }

  @Put('availability')
  @AllowedRoles(['agent'])
  @ApiOperation({
    operationId: 'setAvailability',
    summary: 'Set your availability',
    description:
      'Whether you take chats and callbacks. Repeat the request as a heartbeat. Returns the live ' +
      'request you are working on (K4). Registered agents only.',
  })
  @ApiOkResponse({ schema: AGENT_SCHEMAS.Agent })
  async availability(
    @Envelope() envelope: CommandEnvelope,
    @Body() body: AvailabilityBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const command = new AgentCommandMessage(envelope, envelope.actor.id, { type: 'SetAgentAvailability', ...body });
    return this.toAgent(replyWith(reply, await this.commands.execute(command)));
  }

  private toAgent(agent: Agent) {
    return toAgent(agent, this.policies.at(this.clock.now()));
  }
}
