import type { StoredEvent } from '@ledgerdesk/event-store';
import { Controller, Get, Headers, Param, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { lastRevision, type ServerSentEvent } from '../platform/http/event-stream.js';
import { IdPipe } from '../platform/http/id.pipe.js';
import { type FollowRight, LiveStreams } from '../platform/http/live-streams.js';
import { problemOf } from '../platform/http/problem.js';
import { AllowedRoles } from '../platform/auth/access.js';
import { ActiveAgents } from '../platform/auth/active-agents.js';
import { ActiveMembers } from '../platform/auth/active-members.js';
import { CurrentCaller, requireMember } from '../platform/auth/current-caller.js';
import type { Caller, MemberRef } from '../platform/auth/caller.js';
import { ChatUpdates } from './chat-updates.js';
import { ChatReader } from './chat-reader.js';
import { ApiEventStreamResponse } from '../platform/openapi/event-stream-response.js';

const NO_CONTENT = 204;

/** Live updates of a chat, for both sides. */
@ApiTags('requester')
@Controller('v1/chats')
export class ChatUpdatesController {
  constructor(
    private readonly members: ActiveMembers,
    private readonly agents: ActiveAgents,
    private readonly chats: ChatReader,
    private readonly updates: ChatUpdates,
    private readonly streams: LiveStreams,
  ) {}

  @Get(':chatId/updates')
  @AllowedRoles(['member', 'service', 'agent'])
  @ApiOperation({
    operationId: 'followChat',
    summary: 'Follow a chat',
    description:
      'Server-Sent Events from the first message or after `Last-Event-ID`. The stream ends with the ' +
      'chat; 204 if there is nothing left to send. `end`: the engine ends the stream for the `reason` in its data.',
  })
  @ApiEventStreamResponse()
  async follow(
    @CurrentCaller() caller: Caller,
    @Param('chatId', IdPipe) chatId: string,
    @Headers('last-event-id') header: string | undefined,
    @Res() reply: FastifyReply,
  ) {
    const member = caller.kind === 'agent' ? undefined : requireMember(caller);
    const right = this.rightOf(caller, member, chatId);
    const refused = await right.refusal();
    if (refused) throw problemOf(refused);
    const chat = await this.chats.get(chatId, member);
    const after = lastRevision(header);
    if (chat.status === 'ended' && after >= (await this.chats.lastRevision(chatId)))
      return reply.code(NO_CONTENT).send();
    return this.streams.send(
      reply,
      ({ ready }) => this.updates.follow(chatId, after, ready, (events) => this.eventsOf(events)),
      right,
    );
  }

  private rightOf({ actor }: Caller, member: MemberRef | undefined, chatId: string): FollowRight {
    if (member) return { holder: member, refusal: () => this.members.refusal(member) };
    return { holder: { agentId: actor.id }, refusal: () => this.agents.refusal(actor.id, chatId) };
  }

  private async eventsOf(events: readonly StoredEvent[]): Promise<readonly ServerSentEvent[]> {
    const updates = await this.chats.updatesWithRevisions(events);
    return updates.map(({ revision, ...update }) => ({ id: String(revision), event: update.kind, data: update }));
  }
}
