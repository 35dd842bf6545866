import {
  type CommandEnvelope,
  CommandExecutor,
  derivedId,
  LiveTickets,
  CallbackCommandMessage,
} from '@ledgerdesk/application';
import { callbackDecider } from '@ledgerdesk/domain';
import { callbackStream } from '@ledgerdesk/events';
import { isRefusal } from '@ledgerdesk/kernel';
import { Body, Controller, Delete, Get, HttpCode, Param, Post, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { replyWith } from '../platform/http/reply-with.js';
import { IdPipe } from '../platform/http/id.pipe.js';
import { Problem } from '../platform/http/problem.js';
import { Envelope } from '../platform/http/request-envelope.js';
import { QueuePositions } from './queue-positions.js';
import { AllowedRoles } from '../platform/auth/access.js';
import { ActiveMembers } from '../platform/auth/active-members.js';
import { CurrentMember } from '../platform/auth/current-caller.js';
import type { MemberRef } from '../platform/auth/caller.js';
import { RequestCallbackBody } from './callback.dto.js';
import { phoneKindOf } from './phone-number.js';
import { toCallbackEssentials } from './callback.view.js';
import { CALLBACK_SCHEMAS } from './callback.schemas.js';

@ApiTags('requester')
@Controller('v1/callbacks')
export class CallbacksController {
  constructor(
    private readonly commands: CommandBus,
    private readonly executor: CommandExecutor,
    private readonly members: ActiveMembers,
    private readonly positions: QueuePositions,
    private readonly tickets: LiveTickets,
  ) {}

  @Post()
  @AllowedRoles(['member', 'service'])
  @ApiOperation({
    operationId: 'requestCallback',
    summary: 'Request a callback',
    description: 'The next available agent calls (K1–K4, E9, L6, L7).',
  })
  @ApiCreatedResponse({ schema: CALLBACK_SCHEMAS.CallbackEssentials })
  async request(
    @CurrentMember() { teamId, memberId }: MemberRef,
    @Envelope() envelope: CommandEnvelope,
    @Body() body: RequestCallbackBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const callbackId = derivedId('callback', envelope.commandId);
    const phoneKind = phoneKindOf(body.phone);
    const outcome = await this.commands.execute(
      new CallbackCommandMessage(
        envelope,
        callbackId,
        {
          type: 'RequestCallback',
          callbackId,
          teamId,
          requesterId: memberId,
          ...body,
          ...(phoneKind && { phoneKind }),
        },
        await this.positions.waitingOf({ teamId, memberId }, 'callback'),
      ),
    );
    const callback = replyWith(reply, outcome);
    return toCallbackEssentials(
      callback,
      isRefusal(outcome)
        ? this.positions.waitOf(undefined)
        : await this.positions.getAfter(outcome, { channel: 'callback', requestId: callbackId }),
    );
  }

  @Get(':callbackId')
  @AllowedRoles(['member', 'service'], { reads: ['live-queue', 'agents'] })
  @ApiOperation({
    operationId: 'getCallback',
    summary: 'Get a callback',
    description: 'Your own callback with its position in the queue (K4).',
  })
  @ApiOkResponse({ schema: CALLBACK_SCHEMAS.CallbackEssentials })
  async one(@CurrentMember() { teamId, memberId }: MemberRef, @Param('callbackId', IdPipe) callbackId: string) {
    await this.members.require({ teamId, memberId });
    const callback = await this.executor.views.decide(
      async (read) => {
        const { state } = await read(callbackDecider, callbackStream(callbackId));
        return state?.teamId === teamId && state.requesterId === memberId ? state : undefined;
      },
      (own) => own === undefined,
    );
    if (!callback) throw new Problem(404, 'callback-not-found', 'Callback not found.', { rule: 'V4' });
    return toCallbackEssentials(
      await this.tickets.withExistingTicket(callback),
      await this.positions.get(callback, { channel: 'callback', requestId: callbackId }),
    );
  }

  @Delete(':callbackId')
  @HttpCode(200)
  @AllowedRoles(['member', 'service'])
  @ApiOperation({
    operationId: 'cancelCallback',
    summary: 'Cancel a callback',
    description: 'Only while it is waiting. Also possible after you have lost the right to live support.',
  })
  @ApiOkResponse({ schema: CALLBACK_SCHEMAS.CallbackEssentials })
  async cancel(
    @CurrentMember() { teamId, memberId }: MemberRef,
    @Envelope() envelope: CommandEnvelope,
    @Param('callbackId', IdPipe) callbackId: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const command = new CallbackCommandMessage(envelope, callbackId, {
      type: 'CancelCallback',
      teamId,
      requesterId: memberId,
    });
    const callback = replyWith(reply, await this.commands.execute(command));
    return toCallbackEssentials(await this.tickets.withExistingTicket(callback), this.positions.waitOf(callback));
  }
}
