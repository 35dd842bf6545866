import {
  type CommandEnvelope,
  EVENT_STORE,
  type CommandInput,
  CallbackCommandMessage,
  LiveTickets,
} from '@ledgerdesk/application';
import type { CallOutcomeCommand } from '@ledgerdesk/domain';
import { decode, type EventStore } from '@ledgerdesk/event-store';
import { callbackStream, isLogged } from '@ledgerdesk/events';
import { isErased, textOrErased } from '@ledgerdesk/projections';
import { Body, Controller, Inject, Param, Post, Res, UseInterceptors } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiCreatedResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { toCallbackEssentials } from '../live-support/callback.view.js';
import { QueuePositions } from '../live-support/queue-positions.js';
import { RequestParties } from '../live-support/request-parties.js';
import { replyWith } from '../platform/http/reply-with.js';
import { IdPipe } from '../platform/http/id.pipe.js';
import { Envelope } from '../platform/http/request-envelope.js';
import { AllowedRoles } from '../platform/auth/access.js';
import { NextRequestBody } from './desk.dto.js';
import { RequestDispatcher } from './request-dispatcher.js';
import { HeartbeatInterceptor } from './heartbeat.interceptor.js';
import { CALLBACK_SCHEMAS } from '../live-support/callback.schemas.js';

@ApiTags('agent')
@Controller('v1/desk/callbacks')
@UseInterceptors(HeartbeatInterceptor)
export class DeskCallbacksController {
  constructor(
    private readonly commands: CommandBus,
    private readonly dispatcher: RequestDispatcher,
    private readonly positions: QueuePositions,
    private readonly parties: RequestParties,
    private readonly tickets: LiveTickets,
    @Inject(EVENT_STORE) private readonly store: EventStore,
  ) {}

  @Post('next')
  @AllowedRoles(['agent'])
  @ApiOperation({
    operationId: 'takeNextCallback',
    summary: 'Take the next callback',
    description: 'The callback that has waited longest (K4). 404 if none is waiting.',
  })
  @ApiCreatedResponse({ schema: CALLBACK_SCHEMAS.CallbackToMake })
  async next(
    @Envelope() envelope: CommandEnvelope,
    @Body() skills: NextRequestBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const outcome = await this.dispatcher.nextCallback(envelope, skills);
    const callback = replyWith(reply, outcome);
    const { requester } = await this.parties.takenAt(outcome.position, callback, envelope.actor.id);
    const { phone, reason } = await this.contactOf(callback.callbackId);
    return {
      ...toCallbackEssentials(await this.tickets.withExistingTicket(callback), this.positions.waitOf(callback)),
      ...requester,
      phone: textOrErased(phone),
      reason: textOrErased(reason),
      erased: isErased(phone),
    };
  }

  @Post(':callbackId/completion')
  @AllowedRoles(['agent'])
  @ApiOperation({
    operationId: 'completeCallback',
    summary: 'Complete a callback',
    description: 'You have reached the requester.',
  })
  @ApiCreatedResponse({ schema: CALLBACK_SCHEMAS.CallbackEssentials })
  complete(
    @Envelope() envelope: CommandEnvelope,
    @Param('callbackId', IdPipe) callbackId: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.send(reply, envelope, callbackId, { type: 'CompleteCallback', agentId: envelope.actor.id });
  }

  @Post(':callbackId/unanswered')
  @AllowedRoles(['agent'])
  @ApiOperation({
    operationId: 'recordUnansweredCall',
    summary: 'Record an unanswered call',
    description: 'The callback returns to its position in the queue, and can be taken again after a pause (K4).',
  })
  @ApiCreatedResponse({ schema: CALLBACK_SCHEMAS.CallbackEssentials })
  unanswered(
    @Envelope() envelope: CommandEnvelope,
    @Param('callbackId', IdPipe) callbackId: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.send(reply, envelope, callbackId, { type: 'RecordUnansweredCallback', agentId: envelope.actor.id });
  }

  /** Phone number and reason, which only the agent of the callback may read. */
  private async contactOf(callbackId: string): Promise<{ readonly phone: string; readonly reason: string | null }> {
    const requested = (await this.store.readStream(callbackStream(callbackId), { limit: 1 }))
      .map(decode)
      .find((event) => isLogged(event, ['CallbackRequested']));
    if (!requested) throw new Error(`The callback ${callbackId} was taken, but its stream has no CallbackRequested.`);
    return requested.data;
  }

  private async send(
    reply: FastifyReply,
    envelope: CommandEnvelope,
    callbackId: string,
    input: CommandInput<CallOutcomeCommand>,
  ) {
    const callback = replyWith(
      reply,
      await this.commands.execute(new CallbackCommandMessage(envelope, callbackId, input)),
    );
    return toCallbackEssentials(await this.tickets.withExistingTicket(callback), this.positions.waitOf(callback));
  }
}
