import { type CommandEnvelope, Recorder, type RuleBook, RULES, ToAgent } from '@ledgerdesk/application';
import type { Agent } from '@ledgerdesk/domain';
import { Body, Controller, Inject, Post, Put, Res, UseInterceptors } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Answers } from '../platform/openapi/schemas.js';
import { stateAfter } from '../platform/http/answer.js';
import { Enveloped } from '../platform/http/request-envelope.js';
import { RegisterAgentBody } from '../admin/operator.dto.js';
import { OpenTo } from '../platform/auth/access.js';
import { shownAgent } from './agent.view.js';
import { AvailabilityBody } from './desk.dto.js';
import { SignOfLife } from './sign-of-life.js';

@ApiTags('agent')
@Controller('v1/desk')
@UseInterceptors(SignOfLife)
export class AgentsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly recorder: Recorder,
    @Inject(RULES) private readonly rules: RuleBook,
  ) {}

  @Post('agents')
  @OpenTo(['operator'])
  @ApiOperation({ summary: 'Register what an agent answers for.' })
  @Answers(201, 'Agent')
  async register(
    @Enveloped() envelope: CommandEnvelope,
    @Body() body: RegisterAgentBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.shown(
      stateAfter(
        reply,
        await this.commands.execute(new ToAgent(envelope, body.agentId, { type: 'RegisterAgent', ...body })),
      ),
    );
  }

  @Put('availability')
  @OpenTo(['agent'])
  @ApiOperation({
    summary:
      'Say whether you take chats and callbacks (registered agents), and again and again that you are still there; tells what you have in hand (K4).',
  })
  @Answers(200, 'Agent')
  async availability(
    @Enveloped() envelope: CommandEnvelope,
    @Body() body: AvailabilityBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const command = new ToAgent(envelope, envelope.actor.id, { type: 'SetAgentAvailability', ...body });
    return this.shown(stateAfter(reply, await this.commands.execute(command)));
  }

  private shown(agent: Agent) {
    return shownAgent(agent, this.rules.at(this.recorder.clock.now()));
  }
}
