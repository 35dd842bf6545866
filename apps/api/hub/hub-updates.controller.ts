import { EngineClock, LOG_VIEW, MemberAccess, type ViewedLog } from '@ledgerdesk/application';
import { DAY, millisOf, type Position, type Refusal } from '@ledgerdesk/kernel';
import { Followers } from '@ledgerdesk/runtime';
import { Controller, Get, Headers, Inject, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { concat, concatMap, defer, type Observable, of } from 'rxjs';
import { type EventBatch, lastPosition, type ServerSentEvent } from '../platform/http/event-stream.js';
import { LiveStreams, type StreamClient } from '../platform/http/live-streams.js';
import { problemOf } from '../platform/http/problem.js';
import { assertReached } from '../platform/as-of/assert-reached.js';
import { AllowedRoles } from '../platform/auth/access.js';
import { CurrentMember } from '../platform/auth/current-caller.js';
import type { MemberRef } from '../platform/auth/caller.js';
import { hubUpdates } from './hub-update.view.js';
import { ApiEventStreamResponse } from '../platform/openapi/event-stream-response.js';

/** A client that was disconnected for longer gets `reset` and reloads everything. */
const MAX_RESUME_MS = DAY;
/** A client that has missed more pages of events is told to load everything again. */
const MAX_PAGES = 50;

/** Tells the client to load everything again. */
const resetAt = (position: Position): ServerSentEvent => ({ id: position, event: 'reset', data: {} });

/** Live updates of the hub. */
@ApiTags('hub')
@Controller('v1/hub')
export class HubUpdatesController {
  constructor(
    private readonly access: MemberAccess,
    private readonly clock: EngineClock,
    private readonly followers: Followers,
    private readonly streams: LiveStreams,
    @Inject(LOG_VIEW) private readonly log: ViewedLog,
  ) {}

  @Get('updates')
  @AllowedRoles(['member', 'service'])
  @ApiOperation({
    summary: 'Follow your requests',
    description:
      'Server-Sent Events for changes of your own tickets, callbacks and chats (H3, V4). `reset`: load everything ' +
      'again. `end`: the engine ends the stream for the `reason` in its data.',
  })
  @ApiEventStreamResponse()
  async follow(
    @CurrentMember() member: MemberRef,
    @Headers('last-event-id') header: string | undefined,
    @Res() reply: FastifyReply,
  ) {
    const refused = await this.refused(member);
    if (refused) throw problemOf(refused);
    const head = await this.log.head();
    const after = lastPosition(header);
    if (after !== undefined) await assertReached(this.log, after, 'Last-Event-ID');
    const isReset = after !== undefined && (await this.isTooOld(after));
    const reset = isReset ? [resetAt(head)] : [];
    return this.streams.send(
      reply,
      (client) => concat(of(reset), this.ownAfter(member, isReset ? head : (after ?? head), client)),
      { member, refusal: () => this.refused(member) },
    );
  }

  /** V4: the member's own updates. After too many missed events, the stream sends `reset`. */
  private ownAfter(member: MemberRef, after: Position, client: StreamClient): Observable<EventBatch> {
    const params = { teamId: member.teamId, requesterId: member.memberId };
    return this.followers
      .follow(hubUpdates, { params, after, maxPages: MAX_PAGES, ...client })
      .pipe(concatMap((message) => (message.kind === 'items' ? of(message.items) : this.startOver(member, client))));
  }

  private startOver(member: MemberRef, client: StreamClient): Observable<EventBatch> {
    return defer(() => this.log.head()).pipe(
      concatMap((head) => concat(of([resetAt(head)]), this.ownAfter(member, head, client))),
    );
  }

  private refused({ teamId, memberId }: MemberRef): Promise<Refusal | undefined> {
    return this.access.hubRefusal(teamId, memberId, this.clock.now());
  }

  private async isTooOld(position: Position): Promise<boolean> {
    const {
      events: [next],
    } = await this.log.readAll({ after: position, limit: 1 });
    return next !== undefined && millisOf(this.clock.now()) - millisOf(next.recordedAt) > MAX_RESUME_MS;
  }
}
