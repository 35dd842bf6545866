import { type CommandEnvelope, derivedId, TicketCommandMessage } from '@ledgerdesk/application';
import { ownTicketQuery, ownTicketsQuery, REQUESTER_NAMES } from '@ledgerdesk/projections';
import type { Asker } from '@ledgerdesk/runtime';
import { Body, Controller, Get, Param, Post, Query, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { UploadTokens } from '../attachments/upload-tokens.js';
import { replyWith } from '../platform/http/reply-with.js';
import { IdPipe } from '../platform/http/id.pipe.js';
import { mapPage, mapTwoWayPage, valueOrThrow } from '../platform/http/paging.js';
import { Problem } from '../platform/http/problem.js';
import { Envelope } from '../platform/http/request-envelope.js';
import { etagOf } from '../platform/http/revision.js';
import { CurrentAsker } from '../platform/as-of/asker.js';
import { ReadModels } from '../platform/as-of/read-models.js';
import { AllowedRoles } from '../platform/auth/access.js';
import { CurrentMember } from '../platform/auth/current-caller.js';
import type { MemberRef } from '../platform/auth/caller.js';
import { ActiveMembers } from '../platform/auth/active-members.js';
import { CompleteThreads } from './complete-threads.js';
import { MessageBody, OpenTicketBody, ThreadAsOfQuery, TicketQuery } from './ticket.dto.js';
import { withViewDefaults } from './ticket-view.view.js';
import { toMessage, toThread, toTicketEssentials, toTicketListItem } from './ticket.view.js';
import { SavedViews } from './saved-view.js';
import { TICKET_SCHEMAS } from './ticket.schemas.js';

/** A member's own tickets (H6). Needs no add-on. */
@ApiTags('requester')
@Controller('v1/tickets')
export class TicketsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly members: ActiveMembers,
    private readonly uploads: UploadTokens,
    private readonly models: ReadModels,
    private readonly threads: CompleteThreads,
    private readonly savedViews: SavedViews,
  ) {}

  @Post()
  @AllowedRoles(['member', 'service'])
  @ApiOperation({
    operationId: 'openTicket',
    summary: 'Open a ticket',
    description: 'Returns the instant by which a response is due (R4, R5).',
  })
  @ApiCreatedResponse({ schema: TICKET_SCHEMAS.TicketEssentials })
  async open(
    @CurrentMember() { teamId, memberId }: MemberRef,
    @Envelope() envelope: CommandEnvelope,
    @Body() { uploads, ...body }: OpenTicketBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const ticketId = derivedId('ticket', envelope.commandId);
    const command = new TicketCommandMessage(envelope, ticketId, {
      type: 'OpenTicket',
      ticketId,
      teamId,
      requesterId: memberId,
      ...body,
      uploads: await this.uploads.resolve(uploads, envelope),
    });
    return toTicketEssentials(replyWith(reply, await this.commands.execute(command)));
  }

  @Post(':ticketId/replies')
  @AllowedRoles(['member', 'service'])
  @ApiOperation({
    operationId: 'replyToTicket',
    summary: 'Reply to a ticket',
    description: 'Your own open ticket (V2–V4).',
  })
  @ApiCreatedResponse({ schema: TICKET_SCHEMAS.TicketEssentials })
  async reply(
    @CurrentMember() { teamId, memberId }: MemberRef,
    @Envelope() envelope: CommandEnvelope,
    @Param('ticketId', IdPipe) ticketId: string,
    @Body() { body, uploads }: MessageBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const command = new TicketCommandMessage(envelope, ticketId, {
      type: 'ReplyTicket',
      teamId,
      requesterId: memberId,
      body,
      uploads: await this.uploads.resolve(uploads, envelope),
    });
    return toTicketEssentials(replyWith(reply, await this.commands.execute(command)));
  }

  @Get()
  @AllowedRoles(['member', 'service'], { reads: ['ticket-list', 'ticket-search', ...REQUESTER_NAMES] })
  @ApiOperation({
    operationId: 'listTickets',
    summary: 'List tickets',
    description:
      'Your own tickets, newest first by default (V1, V4, V5, H4). At most 1,000 tickets are tested for the filters ' +
      '`product`, `issueType`, `state` and `breached`, and for `openedFrom` and `openedTo` in an order by another ' +
      'time. Such a page, and that of a search, may have fewer items than `limit`, even none: continue with `next`, ' +
      'or with `previous` from the end, as long as there is one.',
  })
  @ApiOkResponse({ schema: TICKET_SCHEMAS.TicketPage })
  async list(
    @CurrentMember() { teamId, memberId }: MemberRef,
    @Query() { cursor, limit, last, view, asOf, by, ...query }: TicketQuery,
    @CurrentAsker() asker: Asker,
  ) {
    const member = await this.members.require({ teamId, memberId });
    const filter = view === undefined ? query : withViewDefaults(await this.savedViews.find(member, view), query);
    const requester = { teamId, requesterId: memberId };
    const moment = await this.models.moment({ asOf, by }, asker);
    const params = { requester, filter, page: { cursor, limit, last } };
    const page = await this.models.query(ownTicketsQuery, params, { moment });
    return mapTwoWayPage(valueOrThrow(page), toTicketListItem);
  }

  @Get(':ticketId')
  @AllowedRoles(['member', 'service'], { reads: ['ticket-list', 'ticket-thread', ...REQUESTER_NAMES] })
  @ApiOperation({
    operationId: 'getTicket',
    summary: 'Get a ticket',
    description: 'Your own ticket with a page of its public messages. Its ETag does not depend on internal notes.',
  })
  @ApiOkResponse({ schema: TICKET_SCHEMAS.TicketWithMessages })
  async one(
    @CurrentMember() member: MemberRef,
    @Param('ticketId', IdPipe) ticketId: string,
    @Query() query: ThreadAsOfQuery,
    @CurrentAsker() asker: Asker,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { ticket, messages } = await this.find(member, ticketId, query, asker);
    if (query.asOf === undefined) void reply.header('etag', etagOf(ticket.revision));
    return { ...toTicketListItem(ticket), ...toThread(messages) };
  }

  @Get(':ticketId/messages')
  @AllowedRoles(['member', 'service'], { reads: ['ticket-list', 'ticket-thread', ...REQUESTER_NAMES] })
  @ApiOperation({
    operationId: 'listMessagesOfTicket',
    summary: 'List messages of a ticket',
    description: 'The public messages of your own ticket.',
  })
  @ApiOkResponse({ schema: TICKET_SCHEMAS.Messages })
  async messages(
    @CurrentMember() member: MemberRef,
    @Param('ticketId', IdPipe) ticketId: string,
    @Query() query: ThreadAsOfQuery,
    @CurrentAsker() asker: Asker,
  ) {
    return mapPage((await this.find(member, ticketId, query, asker)).messages, toMessage);
  }

  private async find({ teamId, memberId }: MemberRef, ticketId: string, query: ThreadAsOfQuery, asker: Asker) {
    await this.members.require({ teamId, memberId });
    const { asOf, by, ...thread } = query;
    const moment = await this.models.moment({ asOf, by }, asker);
    const params = { requester: { teamId, requesterId: memberId }, ticketId, thread };
    const found = await this.threads.read(
      async () => valueOrThrow(await this.models.query(ownTicketQuery, params, { moment })),
      (result) => result?.isComplete !== false,
    );
    if (!found) throw new Problem(404, 'ticket-not-found', 'Ticket not found.', { rule: 'V4' });
    return found;
  }
}
