import { type CommandEnvelope, derivedId, ChatCommandMessage, LiveTickets } from '@ledgerdesk/application';
import type { Chat, ChatParticipant } from '@ledgerdesk/domain';
import { isRefusal } from '@ledgerdesk/kernel';
import { REQUESTER_NAMES } from '@ledgerdesk/projections';
import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { replyWith } from '../platform/http/reply-with.js';
import { IdPipe } from '../platform/http/id.pipe.js';
import { Envelope } from '../platform/http/request-envelope.js';
import { QueuePositions } from './queue-positions.js';
import { RequestParties } from './request-parties.js';
import { AllowedRoles } from '../platform/auth/access.js';
import { ActiveMembers } from '../platform/auth/active-members.js';
import { CurrentMember } from '../platform/auth/current-caller.js';
import type { MemberRef } from '../platform/auth/caller.js';
import { ChatMessageBody, ChatPageQuery, StartChatBody } from './chat.dto.js';
import { toChatEssentials, toNamedChat } from './chat.view.js';
import { ChatReader } from './chat-reader.js';
import { CHAT_SCHEMAS } from './chat.schemas.js';

const participantOf = ({ teamId, memberId }: MemberRef): ChatParticipant => ({
  kind: 'requester',
  teamId,
  requesterId: memberId,
});

@ApiTags('requester')
@Controller('v1/chats')
export class ChatsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly members: ActiveMembers,
    private readonly chats: ChatReader,
    private readonly positions: QueuePositions,
    private readonly parties: RequestParties,
    private readonly tickets: LiveTickets,
  ) {}

  @Post()
  @AllowedRoles(['member', 'service'])
  @ApiOperation({
    operationId: 'startChat',
    summary: 'Start a chat',
    description: 'A chat with the next available agent (R6, E9, L5–L7).',
  })
  @ApiCreatedResponse({ schema: CHAT_SCHEMAS.ChatEssentials })
  async start(
    @CurrentMember() { teamId, memberId }: MemberRef,
    @Envelope() envelope: CommandEnvelope,
    @Body() body: StartChatBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const chatId = derivedId('chat', envelope.commandId);
    const outcome = await this.commands.execute(
      new ChatCommandMessage(
        envelope,
        chatId,
        { type: 'StartChat', chatId, teamId, requesterId: memberId, ...body },
        await this.positions.waitingOf({ teamId, memberId }, 'chat'),
      ),
    );
    const chat = replyWith(reply, outcome);
    return toChatEssentials(
      chat,
      isRefusal(outcome)
        ? this.positions.waitOf(undefined)
        : await this.positions.getAfter(outcome, { channel: 'chat', requestId: chatId }),
    );
  }

  @Get(':chatId')
  @AllowedRoles(['member', 'service'], { reads: ['live-queue', 'agents', ...REQUESTER_NAMES] })
  @ApiOperation({
    operationId: 'getChat',
    summary: 'Get a chat',
    description: 'Your own chat with its position in the queue and a page of its messages.',
  })
  @ApiOkResponse({ schema: CHAT_SCHEMAS.ChatWithUpdates })
  async one(@CurrentMember() member: MemberRef, @Param('chatId', IdPipe) chatId: string, @Query() page: ChatPageQuery) {
    await this.members.require(member);
    const chat = await this.chats.get(chatId, member);
    return {
      ...toNamedChat(
        await this.tickets.withExistingTicket(chat),
        await this.positions.get(chat, { channel: 'chat', requestId: chatId }),
        await this.parties.agents([chat.agentId]),
      ),
      ...(await this.chats.updates(chatId, page)),
    };
  }

  @Post(':chatId/messages')
  @AllowedRoles(['member', 'service'])
  @ApiOperation({
    operationId: 'postChatMessage',
    summary: 'Post a chat message',
    description: 'In a chat that you have started.',
  })
  @ApiCreatedResponse({ schema: CHAT_SCHEMAS.ChatEssentials })
  async post(
    @CurrentMember() member: MemberRef,
    @Envelope() envelope: CommandEnvelope,
    @Param('chatId', IdPipe) chatId: string,
    @Body() { body }: ChatMessageBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    await this.members.require(member);
    const command = new ChatCommandMessage(envelope, chatId, {
      type: 'PostChatMessage',
      speaker: participantOf(member),
      body,
    });
    return this.toEssentials(replyWith(reply, await this.commands.execute(command)));
  }

  @Delete(':chatId')
  @HttpCode(200)
  @AllowedRoles(['member', 'service'])
  @ApiOperation({ operationId: 'endChat', summary: 'End a chat', description: 'The transcript becomes a ticket (R6).' })
  @ApiOkResponse({ schema: CHAT_SCHEMAS.ChatEssentials })
  async end(
    @CurrentMember() member: MemberRef,
    @Envelope() envelope: CommandEnvelope,
    @Param('chatId', IdPipe) chatId: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const command = new ChatCommandMessage(envelope, chatId, { type: 'EndChat', speaker: participantOf(member) });
    return this.toEssentials(replyWith(reply, await this.commands.execute(command)));
  }

  private async toEssentials(chat: Chat) {
    return toChatEssentials(await this.tickets.withExistingTicket(chat), this.positions.waitOf(chat));
  }
}
