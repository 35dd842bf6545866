import { EVENT_STORE, MemberAccess, EngineClock } from '@ledgerdesk/application';
import type { Backpressure, EventStore, StoredEvent } from '@ledgerdesk/event-store';
import { DAY, millisOf, type Position, type Refusal } from '@ledgerdesk/kernel';
import { isOwn, type Requester } from '@ledgerdesk/projections';
import { Controller, Get, Headers, Inject, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { concat, concatMap, from, type Observable, of } from 'rxjs';
import { lastPosition, type ServerSentEvent } from '../platform/http/event-stream.js';
import { LiveStreams } from '../platform/http/live-streams.js';
import { problemOf } from '../platform/http/problem.js';
import { assertReached } from '../platform/as-of/assert-reached.js';
import { AllowedRoles } from '../platform/auth/access.js';
import { CurrentMember } from '../platform/auth/current-caller.js';
import type { MemberRef } from '../platform/auth/caller.js';
import { toHubUpdate, toHubEvents } from './hub-update.view.js';
import { HubUpdates } from './hub-updates.js';
import { ApiEventStreamResponse } from '../platform/openapi/event-stream-response.js';

/** A client that was disconnected for longer gets `reset` and reloads everything. */
const MAX_RESUME_MS = DAY;

/** Tells the client to load everything again. */
const resetAt = (position: Position): ServerSentEvent => ({ id: position, event: 'reset', data: {} });

/** V4: the update of an event of the requester's own, else nothing. */
const ownUpdates = (stored: StoredEvent, requester: Requester): readonly ServerSentEvent[] =>
  toHubEvents(stored)
    .filter(({ data }) => isOwn(data, requester))
    .map(toHubUpdate);

/** Live updates of the hub. */
@ApiTags('hub')
@Controller('v1/hub')
export class HubUpdatesController {
  constructor(
    private readonly access: MemberAccess,
    private readonly clock: EngineClock,
    private readonly updates: HubUpdates,
    private readonly streams: LiveStreams,
    @Inject(EVENT_STORE) private readonly store: EventStore,
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
    const head = await this.store.head();
    const after = lastPosition(header);
    if (after !== undefined) await assertReached(this.store, after, 'Last-Event-ID');
    const isReset = after !== undefined && (await this.isTooOld(after));
    const reset = isReset ? [resetAt(head)] : [];
    return this.streams.send(
      reply,
      (ready) => concat(of(...reset), this.ownAfter(member, isReset ? head : (after ?? head), ready)),
      { member, refusal: () => this.refused(member) },
    );
  }

  /** V4: the member's own events. */
  private ownAfter(member: MemberRef, position: Position, ready: Backpressure): Observable<ServerSentEvent> {
    const requester = { teamId: member.teamId, requesterId: member.memberId };
    return this.updates
      .after(position, ready)
      .pipe(concatMap((update) => from('reset' in update ? [resetAt(update.reset)] : ownUpdates(update, requester))));
  }

  private refused({ teamId, memberId }: MemberRef): Promise<Refusal | undefined> {
    return this.access.hubRefusal(teamId, memberId, this.clock.now());
  }

  private async isTooOld(position: Position): Promise<boolean> {
    const {
      events: [next],
    } = await this.store.readAll({ after: position, limit: 1 });
    return next !== undefined && millisOf(this.clock.now()) - millisOf(next.recordedAt) > MAX_RESUME_MS;
  }
}
