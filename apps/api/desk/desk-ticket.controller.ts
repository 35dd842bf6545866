import { deskTicketOf, NAME_MODELS } from '@ledgerdesk/projections';
import type { RowReader } from '@ledgerdesk/read-store';
import { Controller, Get, Inject, Param, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { IdPipe } from '../platform/http/id.pipe.js';
import { mapPage, valueOrThrow } from '../platform/http/paging.js';
import { Problem } from '../platform/http/problem.js';
import { etagOf } from '../platform/http/revision.js';
import { AllowedRoles } from '../platform/auth/access.js';
import { ROWS } from '../platform/tokens.js';
import { CompleteThreads } from '../tickets/complete-threads.js';
import { ThreadQuery } from '../tickets/ticket.dto.js';
import { TICKET_SCHEMAS } from '../tickets/ticket.schemas.js';
import { toMessage } from '../tickets/ticket.view.js';
import { toDeskTicket } from './desk-ticket.view.js';
import { DESK_TICKET_SCHEMAS } from './desk-ticket.schemas.js';

/** Single tickets of any team, for agents. */
@ApiTags('agent')
@Controller('v1/desk/tickets')
export class DeskTicketController {
  constructor(
    private readonly threads: CompleteThreads,
    @Inject(ROWS) private readonly rows: RowReader,
  ) {}

  @Get(':ticketId')
  @AllowedRoles(['agent'], { reads: ['agent-queue', 'ticket-thread', ...NAME_MODELS] })
  @ApiOperation({
    summary: 'Get a ticket of any team',
    description: 'The ticket with a page of its messages, internal notes included.',
  })
  @ApiOkResponse({ schema: DESK_TICKET_SCHEMAS.DeskTicket })
  async one(
    @Param('ticketId', IdPipe) ticketId: string,
    @Query() thread: ThreadQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const found = await this.find(ticketId, thread);
    void reply.header('etag', etagOf(found.ticket.revision));
    return toDeskTicket(found);
  }

  @Get(':ticketId/messages')
  @AllowedRoles(['agent'], { reads: ['agent-queue', 'ticket-thread', ...NAME_MODELS] })
  @ApiOperation({ summary: 'List messages of any ticket', description: 'Includes internal notes.' })
  @ApiOkResponse({ schema: TICKET_SCHEMAS.Messages })
  async messages(@Param('ticketId', IdPipe) ticketId: string, @Query() thread: ThreadQuery) {
    return mapPage((await this.find(ticketId, thread)).messages, toMessage);
  }

  private async find(ticketId: string, thread: ThreadQuery) {
    const found = await this.threads.read(
      async () => valueOrThrow(await deskTicketOf(this.rows, ticketId, thread)),
      (result) => result?.isComplete !== false,
    );
    if (!found) throw new Problem(404, 'ticket-not-found', 'Ticket not found.');
    return found;
  }
}
