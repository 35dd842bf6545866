import { EngineClock, MemberAccess } from '@ledgerdesk/application';
import type { Refusal } from '@ledgerdesk/kernel';
import { Controller, Get, Headers, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { problemOf } from '../platform/http/problem.js';
import { ResumableUpdates } from '../platform/http/resumable-updates.js';
import { AllowedRoles } from '../platform/auth/access.js';
import { CurrentMember } from '../platform/auth/current-caller.js';
import type { MemberRef } from '../platform/auth/caller.js';
import { hubUpdates } from './hub-update.view.js';
import { ApiEventStreamResponse } from '../platform/openapi/event-stream-response.js';

/** Live updates of the hub. */
@ApiTags('hub')
@Controller('v1/hub')
export class HubUpdatesController {
  constructor(
    private readonly access: MemberAccess,
    private readonly clock: EngineClock,
    private readonly updates: ResumableUpdates,
  ) {}

  @Get('updates')
  @AllowedRoles(['member', 'service'])
  @ApiOperation({
    operationId: 'followRequests',
    summary: 'Follow your requests',
    description:
      'Server-Sent Events for changes of your own tickets, callbacks and chats (H3, V4). `reset`: load everything ' +
      'again. `end`: the engine ends the stream for the `reason` in its data.',
  })
  @ApiEventStreamResponse()
  async follow(
    @CurrentMember() member: MemberRef,
    @Headers('last-event-id') lastEventId: string | undefined,
    @Res() reply: FastifyReply,
  ) {
    const refused = await this.refused(member);
    if (refused) throw problemOf(refused);
    return this.updates.send(reply, {
      view: hubUpdates,
      params: { teamId: member.teamId, requesterId: member.memberId },
      lastEventId,
      right: { holder: member, refusal: () => this.refused(member) },
    });
  }

  private refused({ teamId, memberId }: MemberRef): Promise<Refusal | undefined> {
    return this.access.hubRefusal(teamId, memberId, this.clock.now());
  }
}
