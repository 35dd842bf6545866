import { type CommandEnvelope, type Input, ToCallback } from '@ledgerdesk/application';
import type { AgentCallbackCommand } from '@ledgerdesk/domain';
import { Body, Controller, Param, Post, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Answers } from '../answers/index.js';
import { callbackEssentials } from '../callbacks/callback.view.js';
import { stateAfter } from '../http/answer.js';
import { IdPipe } from '../http/id.pipe.js';
import { Problem } from '../http/problem.js';
import { Enveloped } from '../http/request-envelope.js';
import { OpenTo } from '../sign-in/access.js';
import { NextCallbackBody } from './desk.dto.js';
import { NextCallback } from './next-callback.js';

@ApiTags('agent')
@Controller('v1/desk/callbacks')
export class DeskCallbacksController {
  constructor(private readonly commands: CommandBus, private readonly queue: NextCallback) {}

  @Post('next')
  @OpenTo(['agent'])
  @ApiOperation({ summary: 'Take the callback that has waited longest (K4); 404 when none waits.' })
  @Answers(201, 'CallbackToMake')
  async next(@Enveloped() envelope: CommandEnvelope, @Body() skills: NextCallbackBody, @Res({ passthrough: true }) reply: FastifyReply) {
    const taken = await this.queue.take(envelope, skills);
    if (!taken) throw new Problem(404, 'no-callback-waiting', 'No callback is waiting for these products and languages.', { rule: 'K4' });
    const { phone, reason, teamId, requesterId } = taken.row;
    return { ...callbackEssentials(stateAfter(reply, taken.outcome), null), teamId, requesterId, phone, reason };
  }

  @Post(':callbackId/completion')
  @OpenTo(['agent'])
  @ApiOperation({ summary: 'The call was made.' })
  @Answers(201, 'CallbackEssentials')
  complete(@Enveloped() envelope: CommandEnvelope, @Param('callbackId', IdPipe) callbackId: string, @Res({ passthrough: true }) reply: FastifyReply) {
    return this.send(reply, envelope, callbackId, { type: 'CompleteCallback', agentId: envelope.actor.id });
  }

  @Post(':callbackId/unanswered')
  @OpenTo(['agent'])
  @ApiOperation({ summary: 'Nobody picked up: it waits again at its old place (K4).' })
  @Answers(201, 'CallbackEssentials')
  unanswered(@Enveloped() envelope: CommandEnvelope, @Param('callbackId', IdPipe) callbackId: string, @Res({ passthrough: true }) reply: FastifyReply) {
    return this.send(reply, envelope, callbackId, { type: 'RecordUnansweredCallback', agentId: envelope.actor.id });
  }

  private async send(reply: FastifyReply, envelope: CommandEnvelope, callbackId: string, input: Input<AgentCallbackCommand>) {
    return callbackEssentials(stateAfter(reply, await this.commands.execute(new ToCallback(envelope, callbackId, input))), null);
  }
}
