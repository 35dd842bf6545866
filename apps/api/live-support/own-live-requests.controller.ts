import { ownCallbacks, ownChats, REQUESTER_NAMES } from '@ledgerdesk/projections';
import type { RowReader } from '@ledgerdesk/read-store';
import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { AllowedRoles } from '../platform/auth/access.js';
import { ActiveMembers } from '../platform/auth/active-members.js';
import type { MemberRef } from '../platform/auth/caller.js';
import { CurrentMember } from '../platform/auth/current-caller.js';
import { valueOrThrow } from '../platform/http/paging.js';
import { ROWS } from '../platform/tokens.js';
import { CALLBACK_SCHEMAS } from './callback.schemas.js';
import { toOwnCallback } from './callback.view.js';
import { CHAT_SCHEMAS } from './chat.schemas.js';
import { toOwnChat } from './chat.view.js';
import { OwnLiveRequestsQuery } from './own-live-requests.dto.js';
import { QueuePositions, type Wait } from './queue-positions.js';
import { RequestParties } from './request-parties.js';

const READS = ['own-live-requests', 'live-queue', 'agents'];
const NO_WAIT: Wait = { resumesAt: null };

/** A requester's own chats and callbacks, waiting and past (V4, K4). Where they wait is known of the present only. */
@ApiTags('requester')
@Controller('v1')
export class OwnLiveRequestsController {
  constructor(
    private readonly members: ActiveMembers,
    private readonly positions: QueuePositions,
    private readonly parties: RequestParties,
    @Inject(ROWS) private readonly rows: RowReader,
  ) {}

  @Get('chats')
  @AllowedRoles(['member', 'service'], { reads: [...READS, ...REQUESTER_NAMES] })
  @ApiOperation({
    operationId: 'listChats',
    summary: 'List your chats',
    description: 'Waiting and past ones, newest first, with the current position of those that wait (V4, K4).',
  })
  @ApiOkResponse({ schema: CHAT_SCHEMAS.ChatPage })
  async chats(@CurrentMember() member: MemberRef, @Query() page: OwnLiveRequestsQuery) {
    await this.members.require(member);
    const { teamId, memberId: requesterId } = member;
    const { items, ...rest } = valueOrThrow(await ownChats(this.rows, { teamId, requesterId }, page));
    const [waits, names] = await Promise.all([
      this.positions.getAll(items),
      this.parties.agents(items.map(({ agentId }) => agentId)),
    ]);
    return { items: items.map((row, index) => toOwnChat(row, waits[index] ?? NO_WAIT, names)), ...rest };
  }

  @Get('callbacks')
  @AllowedRoles(['member', 'service'], { reads: READS })
  @ApiOperation({
    operationId: 'listCallbacks',
    summary: 'List your callbacks',
    description: 'Waiting and past ones, newest first, with the current position of those that wait (V4, K4).',
  })
  @ApiOkResponse({ schema: CALLBACK_SCHEMAS.CallbackPage })
  async callbacks(@CurrentMember() member: MemberRef, @Query() page: OwnLiveRequestsQuery) {
    await this.members.require(member);
    const { teamId, memberId: requesterId } = member;
    const { items, ...rest } = valueOrThrow(await ownCallbacks(this.rows, { teamId, requesterId }, page));
    const waits = await this.positions.getAll(items);
    return { items: items.map((row, index) => toOwnCallback(row, waits[index] ?? NO_WAIT)), ...rest };
  }
}
