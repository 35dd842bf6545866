import { type CommandEnvelope, MemberCommandMessage } from '@ledgerdesk/application';
import type { Member, SaveTicketView } from '@ledgerdesk/domain';
import { Body, Controller, Delete, Get, Param, Put, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { replyWith } from '../platform/http/reply-with.js';
import { Envelope } from '../platform/http/request-envelope.js';
import { AllowedRoles } from '../platform/auth/access.js';
import { ActiveMembers } from '../platform/auth/active-members.js';
import { CurrentMember } from '../platform/auth/current-caller.js';
import type { MemberRef } from '../platform/auth/caller.js';
import { SaveViewBody } from './ticket.dto.js';
import { toViewFilter, toTicketView, toTicketViews } from './ticket-view.view.js';
import { SavedViews } from './saved-view.js';
import { ApiViewName, ViewNamePipe } from './view-name.js';
import { TICKET_VIEW_SCHEMAS } from './ticket-view.schemas.js';

type ViewCondition = Pick<CommandEnvelope, 'precondition'> & Pick<SaveTicketView, 'onlyIf'>;

/**
 * `*` in `If-Match` or `If-None-Match` is about the view. The stream of the member, which contains the view, exists in
 * any case.
 */
const viewCondition = ({ precondition: { ifMatch, ifNoneMatch } = {} }: CommandEnvelope): ViewCondition => {
  const precondition = { ifMatch, ifNoneMatch: ifNoneMatch === '*' ? undefined : ifNoneMatch };
  if (ifNoneMatch === '*') return { precondition, onlyIf: 'absent' };
  return ifMatch === '*' ? { precondition, onlyIf: 'present' } : { precondition };
};

/** Saved views of a member's ticket list (H4, V1). Only their owner sees them (V4). */
@ApiTags('requester')
@Controller(['v1/ticket-views', 'v1/tickets/views'])
export class TicketViewsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly members: ActiveMembers,
    private readonly views: SavedViews,
  ) {}

  @Get()
  @AllowedRoles(['member', 'service'])
  @ApiOperation({
    operationId: 'listSavedViews',
    summary: 'List saved views',
    description: 'Your own views of your ticket list (H4).',
  })
  @ApiOkResponse({ schema: TICKET_VIEW_SCHEMAS.TicketViews })
  async list(@CurrentMember() member: MemberRef) {
    return toTicketViews((await this.members.require(member)).views);
  }

  @Get(':name')
  @ApiViewName()
  @AllowedRoles(['member', 'service'])
  @ApiOperation({
    operationId: 'getSavedView',
    summary: 'Get a saved view',
    description: 'One of your own views (H4).',
  })
  @ApiOkResponse({ schema: TICKET_VIEW_SCHEMAS.TicketView })
  async one(@CurrentMember() member: MemberRef, @Param('name', ViewNamePipe) name: string) {
    return toTicketView(await this.views.find(await this.members.require(member), name));
  }

  @Put(':name')
  @ApiViewName()
  @AllowedRoles(['member', 'service'])
  @ApiOperation({
    operationId: 'saveView',
    summary: 'Save a view',
    description: 'Creates or replaces the view of this name. At most 50 views.',
  })
  @ApiOkResponse({ schema: TICKET_VIEW_SCHEMAS.TicketView })
  async save(
    @CurrentMember() member: MemberRef,
    @Envelope() envelope: CommandEnvelope,
    @Param('name', ViewNamePipe) name: string,
    @Body() body: SaveViewBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const viewId = await this.views.idOf(await this.members.require(member), name);
    const { teamId, memberId } = member;
    const { precondition, ...onlyIf } = viewCondition(envelope);
    const keyed = await this.views.keyed(member, envelope);
    const command = new MemberCommandMessage({ ...keyed, precondition }, teamId, memberId, {
      type: 'SaveTicketView',
      teamId,
      memberId,
      viewId,
      name,
      ...toViewFilter(body),
      ...onlyIf,
    });
    return toTicketView(await this.views.find(replyWith<Member>(reply, await this.commands.execute(command)), name));
  }

  @Delete(':name')
  @ApiViewName()
  @AllowedRoles(['member', 'service'])
  @ApiOperation({
    operationId: 'deleteSavedView',
    summary: 'Delete a saved view',
    description: 'Returns the remaining views.',
  })
  @ApiOkResponse({ schema: TICKET_VIEW_SCHEMAS.TicketViews })
  async remove(
    @CurrentMember() member: MemberRef,
    @Envelope() envelope: CommandEnvelope,
    @Param('name', ViewNamePipe) name: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const viewId = await this.views.idOf(await this.members.require(member), name);
    const { teamId, memberId } = member;
    const keyed = await this.views.keyed(member, envelope);
    const command = new MemberCommandMessage(keyed, teamId, memberId, {
      type: 'RemoveTicketView',
      teamId,
      memberId,
      viewId,
    });
    return toTicketViews(replyWith<Member>(reply, await this.commands.execute(command)).views);
  }
}
