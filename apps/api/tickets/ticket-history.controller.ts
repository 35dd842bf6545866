import { NAME_MODELS, ticketOf } from '@ledgerdesk/projections';
import type { RowReader } from '@ledgerdesk/read-store';
import type { Asker } from '@ledgerdesk/runtime';
import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentAsker } from '../platform/as-of/asker.js';
import { AllowedRoles } from '../platform/auth/access.js';
import { ActiveMembers } from '../platform/auth/active-members.js';
import type { MemberRef } from '../platform/auth/caller.js';
import { CurrentMember } from '../platform/auth/current-caller.js';
import { IdPipe } from '../platform/http/id.pipe.js';
import { Problem } from '../platform/http/problem.js';
import { ROWS } from '../platform/tokens.js';
import { HistoryQuery } from './ticket.dto.js';
import { toHistory, toPublicHistoryEvent } from './ticket-history.answer.js';
import { TicketHistories } from './ticket-histories.js';
import { TICKET_HISTORY_SCHEMAS } from './ticket-history.schemas.js';

/** What happened to a member's own ticket, step by step. */
@ApiTags('requester')
@Controller('v1/tickets')
export class TicketHistoryController {
  constructor(
    private readonly members: ActiveMembers,
    private readonly histories: TicketHistories,
    @Inject(ROWS) private readonly rows: RowReader,
  ) {}

  @Get(':ticketId/history')
  @AllowedRoles(['member', 'service'], { reads: ['ticket-list', ...NAME_MODELS] })
  @ApiOperation({
    operationId: 'listHistoryOfTicket',
    summary: 'List the history of a ticket',
    description:
      'Your own ticket (V4): status, assignments, response clocks and messages, without the texts of messages.',
  })
  @ApiOkResponse({ schema: TICKET_HISTORY_SCHEMAS.TicketHistory })
  async own(
    @CurrentMember() member: MemberRef,
    @Param('ticketId', IdPipe) ticketId: string,
    @Query() query: HistoryQuery,
    @CurrentAsker() asker: Asker,
  ) {
    await this.members.require(member);
    const requester = { teamId: member.teamId, requesterId: member.memberId };
    if (!(await ticketOf(this.rows, requester, ticketId)))
      throw new Problem(404, 'ticket-not-found', 'Ticket not found.', { rule: 'V4' });
    return toHistory(await this.histories.page(ticketId, { ...query, publicOnly: true }, asker), toPublicHistoryEvent);
  }
}
