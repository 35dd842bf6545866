import { type CommandEnvelope, type CommandOutcome, Engagements, LiveTickets } from '@ledgerdesk/application';
import type { Callback, Chat } from '@ledgerdesk/domain';
import type { LiveRequest } from '@ledgerdesk/events';
import { isRefusal } from '@ledgerdesk/kernel';
import { Body, Controller, Param, Post, Res, UseInterceptors } from '@nestjs/common';
import { ApiCreatedResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { CALLBACK_SCHEMAS } from '../live-support/callback.schemas.js';
import { toCallbackEssentials } from '../live-support/callback.view.js';
import { CHAT_SCHEMAS } from '../live-support/chat.schemas.js';
import { toChatEssentials } from '../live-support/chat.view.js';
import { QueuePositions } from '../live-support/queue-positions.js';
import { AllowedRoles } from '../platform/auth/access.js';
import { IdPipe } from '../platform/http/id.pipe.js';
import { problemOf } from '../platform/http/problem.js';
import { markReplayed } from '../platform/http/reply-with.js';
import { UnconditionalEnvelope } from '../platform/http/request-envelope.js';
import { ApiBulkCommand } from '../platform/openapi/operations.js';
import { TransferBody } from './desk.dto.js';
import { HeartbeatInterceptor } from './heartbeat.interceptor.js';

const DESCRIPTION =
  'Only the agent who works on it can hand it over: to a registered agent who is available, free, and serves its ' +
  'channel and language; or, without `agentId`, to the front of its queue. It is not assigned to you again until ' +
  'another agent has taken it.';

/** Transfers of chats and callbacks. Each changes the request and the agents (K4, R6). */
@ApiTags('agent')
@Controller('v1/desk')
@UseInterceptors(HeartbeatInterceptor)
export class TransfersController {
  constructor(
    private readonly engagements: Engagements,
    private readonly positions: QueuePositions,
    private readonly tickets: LiveTickets,
  ) {}

  @Post('chats/:chatId/transfer')
  @AllowedRoles(['agent'])
  @ApiBulkCommand()
  @ApiOperation({ operationId: 'transferChat', summary: 'Transfer a chat', description: DESCRIPTION })
  @ApiCreatedResponse({ schema: CHAT_SCHEMAS.ChatEssentials })
  async transferChat(
    @UnconditionalEnvelope() envelope: CommandEnvelope,
    @Param('chatId', IdPipe) requestId: string,
    @Body() body: TransferBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const state = await this.transfer(reply, envelope, { channel: 'chat', requestId }, body);
    if (!('chatId' in state)) throw new Error(`The transfer of the chat ${requestId} returned a callback.`);
    return toChatEssentials(await this.tickets.withExistingTicket(state), this.positions.waitOf(state));
  }

  @Post('callbacks/:callbackId/transfer')
  @AllowedRoles(['agent'])
  @ApiBulkCommand()
  @ApiOperation({ operationId: 'transferCallback', summary: 'Transfer a callback', description: DESCRIPTION })
  @ApiCreatedResponse({ schema: CALLBACK_SCHEMAS.CallbackEssentials })
  async transferCallback(
    @UnconditionalEnvelope() envelope: CommandEnvelope,
    @Param('callbackId', IdPipe) requestId: string,
    @Body() body: TransferBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const state = await this.transfer(reply, envelope, { channel: 'callback', requestId }, body);
    if (!('callbackId' in state)) throw new Error(`The transfer of the callback ${requestId} returned a chat.`);
    return toCallbackEssentials(await this.tickets.withExistingTicket(state), this.positions.waitOf(state));
  }

  private async transfer(
    reply: FastifyReply,
    envelope: CommandEnvelope,
    request: LiveRequest,
    { agentId: toAgentId }: TransferBody,
  ): Promise<Callback | Chat> {
    const fromAgentId = envelope.actor.id;
    const outcome: CommandOutcome<Callback | Chat | undefined> =
      toAgentId === undefined
        ? await this.engagements.transferToQueue(envelope, { request, fromAgentId })
        : await this.engagements.transfer(envelope, { request, fromAgentId, toAgentId });
    if (isRefusal(outcome)) throw problemOf(outcome);
    const { state, position, repeated } = outcome;
    if (!state) throw new Error(`The ${request.channel} ${request.requestId} was transferred, but has no state.`);
    void reply.header('ledger-position', position);
    if (repeated) markReplayed(reply);
    return state;
  }
}
