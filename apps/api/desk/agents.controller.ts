import { type CommandEnvelope, ToAgent } from '@ledgerdesk/application';
import { Body, Controller, Post, Put, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Answers } from '../answers/index.js';
import { stateAfter } from '../http/answer.js';
import { Enveloped } from '../http/request-envelope.js';
import { RegisterAgentBody } from '../operators/operator.dto.js';
import { OpenTo } from '../sign-in/access.js';
import { AvailabilityBody } from './desk.dto.js';

@ApiTags('agent')
@Controller('v1/desk')
export class AgentsController {
  constructor(private readonly commands: CommandBus) {}

  @Post('agents')
  @OpenTo(['operator'])
  @ApiOperation({ summary: 'Register what an agent answers for.' })
  @Answers(201, 'Agent')
  async register(@Enveloped() envelope: CommandEnvelope, @Body() body: RegisterAgentBody, @Res({ passthrough: true }) reply: FastifyReply) {
    return stateAfter(reply, await this.commands.execute(new ToAgent(envelope, body.agentId, { type: 'RegisterAgent', ...body })));
  }

  @Put('availability')
  @OpenTo(['agent'])
  @ApiOperation({ summary: 'Say whether you take requests (registered agents).' })
  @Answers(200, 'Agent')
  async availability(@Enveloped() envelope: CommandEnvelope, @Body() { availability }: AvailabilityBody, @Res({ passthrough: true }) reply: FastifyReply) {
    const command = new ToAgent(envelope, envelope.actor.id, { type: 'SetAgentAvailability', availability });
    return stateAfter(reply, await this.commands.execute(command));
  }
}
