import { NAME_MODELS, queuedTicket } from '@ledgerdesk/projections';
import type { RowReader } from '@ledgerdesk/read-store';
import type { Asker } from '@ledgerdesk/runtime';
import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentAsker } from '../platform/as-of/asker.js';
import { AllowedRoles } from '../platform/auth/access.js';
import { IdPipe } from '../platform/http/id.pipe.js';
import { Problem } from '../platform/http/problem.js';
import { ROWS } from '../platform/tokens.js';
import { HistoryQuery } from '../tickets/ticket.dto.js';
import { toDeskHistoryEvent, toHistory } from '../tickets/ticket-history.answer.js';
import { TicketHistories } from '../tickets/ticket-histories.js';
import { TICKET_HISTORY_SCHEMAS } from '../tickets/ticket-history.schemas.js';

/** What happened to any ticket, step by step, for agents and auditors. */
@ApiTags('agent')
@Controller('v1/desk/tickets')
export class DeskTicketHistoryController {
  constructor(
    private readonly histories: TicketHistories,
    @Inject(ROWS) private readonly rows: RowReader,
  ) {}

  @Get(':ticketId/history')
  @AllowedRoles(['agent', 'auditor'], { reads: ['agent-queue', ...NAME_MODELS] })
  @ApiOperation({
    operationId: 'listHistoryOfAnyTicket',
    summary: 'List the history of any ticket',
    description:
      'Status, assignments, holds, response clocks, messages and internal notes, without the texts of messages.',
  })
  @ApiOkResponse({ schema: TICKET_HISTORY_SCHEMAS.DeskTicketHistory })
  async list(@Param('ticketId', IdPipe) ticketId: string, @Query() query: HistoryQuery, @CurrentAsker() asker: Asker) {
    if (!(await queuedTicket(this.rows, ticketId))) throw new Problem(404, 'ticket-not-found', 'Ticket not found.');
    return toHistory(await this.histories.page(ticketId, { ...query, publicOnly: false }, asker), toDeskHistoryEvent);
  }
}
