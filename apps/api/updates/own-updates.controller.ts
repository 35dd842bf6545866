import { Controller, Get, Headers, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { AllowedRoles } from '../platform/auth/access.js';
import { ActiveMembers } from '../platform/auth/active-members.js';
import type { MemberRef } from '../platform/auth/caller.js';
import { CurrentMember } from '../platform/auth/current-caller.js';
import { ResumableUpdates } from '../platform/http/resumable-updates.js';
import { ApiEventStreamResponse } from '../platform/openapi/event-stream-response.js';
import { ownUpdates } from './own-update.view.js';

/** Live updates of all that a requester has: one stream for a whole page. */
@ApiTags('requester')
@Controller('v1')
export class OwnUpdatesController {
  constructor(
    private readonly members: ActiveMembers,
    private readonly updates: ResumableUpdates,
  ) {}

  @Get('updates')
  @AllowedRoles(['member', 'service'])
  @ApiOperation({
    operationId: 'followTicketsChatsAndCallbacks',
    summary: 'Follow your tickets, chats and callbacks',
    description:
      'Server-Sent Events for changes of your own tickets, chats and callbacks, chat messages included (V4). The ' +
      'event is `ticket`, `chat` or `callback`; its data is `id`, `happened` (the event type) and `at`. Read the ' +
      'resource again with the `id` of the event as `Ledger-Position`. `reset`: load everything again. `end`: the ' +
      'engine ends the stream for the `reason` in its data.',
  })
  @ApiEventStreamResponse()
  async follow(
    @CurrentMember() member: MemberRef,
    @Headers('last-event-id') lastEventId: string | undefined,
    @Res() reply: FastifyReply,
  ) {
    await this.members.require(member);
    return this.updates.send(reply, {
      view: ownUpdates,
      params: { teamId: member.teamId, requesterId: member.memberId },
      lastEventId,
      right: { holder: member, refusal: () => this.members.refusal(member) },
    });
  }
}
