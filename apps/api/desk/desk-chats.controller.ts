import { type CommandEnvelope, type CommandInput, ChatCommandMessage, LiveTickets } from '@ledgerdesk/application';
import type { ChatParticipantCommand } from '@ledgerdesk/domain';
import { Body, Controller, Param, Post, Res, UseInterceptors } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiCreatedResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { ChatMessageBody } from '../live-support/chat.dto.js';
import { toChatEssentials, toNamedChat } from '../live-support/chat.view.js';
import { ChatReader } from '../live-support/chat-reader.js';
import { QueuePositions } from '../live-support/queue-positions.js';
import { RequestParties } from '../live-support/request-parties.js';
import { replyWith } from '../platform/http/reply-with.js';
import { IdPipe } from '../platform/http/id.pipe.js';
import { Envelope } from '../platform/http/request-envelope.js';
import { AllowedRoles } from '../platform/auth/access.js';
import { NextRequestBody } from './desk.dto.js';
import { RequestDispatcher } from './request-dispatcher.js';
import { HeartbeatInterceptor } from './heartbeat.interceptor.js';
import { CHAT_SCHEMAS } from '../live-support/chat.schemas.js';

@ApiTags('agent')
@Controller('v1/desk/chats')
@UseInterceptors(HeartbeatInterceptor)
export class DeskChatsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly dispatcher: RequestDispatcher,
    private readonly chats: ChatReader,
    private readonly positions: QueuePositions,
    private readonly parties: RequestParties,
    private readonly tickets: LiveTickets,
  ) {}

  @Post('next')
  @AllowedRoles(['agent'])
  @ApiOperation({
    operationId: 'joinNextChat',
    summary: 'Join the next chat',
    description: 'The chat that has waited longest (R6). 404 if none is waiting.',
  })
  @ApiCreatedResponse({ schema: CHAT_SCHEMAS.ChatToAnswer })
  async next(
    @Envelope() envelope: CommandEnvelope,
    @Body() skills: NextRequestBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const outcome = await this.dispatcher.nextChat(envelope, skills);
    const chat = replyWith(reply, outcome);
    const { requester, names } = await this.parties.takenAt(outcome.position, chat, envelope.actor.id);
    return {
      ...toNamedChat(chat, this.positions.waitOf(chat), names),
      ...requester,
      ...(await this.chats.updates(chat.chatId, {}, outcome.revision)),
    };
  }

  @Post(':chatId/messages')
  @AllowedRoles(['agent'])
  @ApiOperation({
    operationId: 'postChatMessageAsAgent',
    summary: 'Post a chat message as the agent',
    description: 'In a chat that you have joined.',
  })
  @ApiCreatedResponse({ schema: CHAT_SCHEMAS.ChatEssentials })
  post(
    @Envelope() envelope: CommandEnvelope,
    @Param('chatId', IdPipe) chatId: string,
    @Body() { body }: ChatMessageBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.send(reply, envelope, chatId, {
      type: 'PostChatMessage',
      speaker: { kind: 'agent', agentId: envelope.actor.id },
      body,
    });
  }

  @Post(':chatId/end')
  @AllowedRoles(['agent'])
  @ApiOperation({
    operationId: 'endChatAsAgent',
    summary: 'End a chat as the agent',
    description: 'The transcript becomes a solved ticket (R6).',
  })
  @ApiCreatedResponse({ schema: CHAT_SCHEMAS.ChatEssentials })
  end(
    @Envelope() envelope: CommandEnvelope,
    @Param('chatId', IdPipe) chatId: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.send(reply, envelope, chatId, {
      type: 'EndChat',
      speaker: { kind: 'agent', agentId: envelope.actor.id },
    });
  }

  private async send(
    reply: FastifyReply,
    envelope: CommandEnvelope,
    chatId: string,
    input: CommandInput<ChatParticipantCommand>,
  ) {
    const chat = replyWith(reply, await this.commands.execute(new ChatCommandMessage(envelope, chatId, input)));
    return toChatEssentials(await this.tickets.withExistingTicket(chat), this.positions.waitOf(chat));
  }
}
